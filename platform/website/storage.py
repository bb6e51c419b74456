"""Static files as production serves them: named by their content, compressed, module imports following the names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # WhiteNoise publishes no types
    """A name that holds its content's hash may be cached for ever; so imports inside our modules must carry it, too.

    They are rewritten where they are written out: `import { x } from "./lib/x.js"`. A file that names one
    that does not exist fails the collecting.
    """

    support_js_module_import_aggregation = True
