// The elements of pages that run something.
import "./elements/run-stream.js";
import "./elements/run-form.js";
