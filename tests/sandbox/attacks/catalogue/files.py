"""Mallory wants to read what is not hers, to leave something behind, to set traps for who looks at her files."""

from functools import partial

from tests.sandbox.attacks.attack import Attack, Control, Held, Stage, Wants
from tests.sandbox.attacks.needs import ROOT

attack = partial(Attack, wants=Wants.FILES)
OWN_ROOT = "a read-only root of its own"
NOT_FOLLOWED = "nobody outside opens a path of a run"

THE_SITE = Stage('import os, sandbox.jobs\nfacts = {"PATH": os.path.abspath(sandbox.jobs.__file__)}')
A_TIDY_HOST = Stage(
    """
    import glob, os
    facts = {"NAME": f"left-by-mallory-{os.getpid()}"}

    def was_harmed():
        left = [path for place in ("/tmp", "/dev/shm", "/var/tmp") for path in glob.glob(f"{place}/{facts['NAME']}")]
        for path in left:
            os.remove(path)
        return bool(left)
    """
)
A_SECRET_FILE = Stage(
    """
    import os, tempfile
    folder = tempfile.TemporaryDirectory()
    facts = {"PATH": folder.name + "/secret"}
    with open(facts["PATH"], "w") as file:
        file.write("OUT: the secret\\n")

    def was_harmed():
        with open(facts["PATH"]) as file:
            return file.read() != "OUT: the secret\\n"
    """
)
LEAVES = """
from target import NAME
for place in ("/tmp", "/dev/shm", "/var/tmp"):
    try:
        with open(f"{place}/{NAME}", "w") as file:
            file.write("x")
    except OSError:
        pass
print("HELD")
"""
LINKS = """
import os
from target import PATH
os.remove(__file__)
os.symlink(PATH, __file__)
os.symlink(PATH, "result.txt")
"""
LOOKS = "\nprint(open('result.txt').read())  # what a careless helper outside would do\n"
WRITES = """
import os
written = []
for folder in PLACES:
    try:
        with open(f"{folder}/left-behind", "w"):
            written.append(folder)
        os.remove(f"{folder}/left-behind")
    except OSError:
        pass
print("OUT" if set(written) - {"/tmp", "/dev/shm"} else "HELD", written)
"""
DECEIVES = """
import os
names = ["two\\nlines", "-rf *", "; reboot", " ", "\\x1b]0;owned\\7", "..\\\\..\\\\etc", "\\u202egnp.exe"]
names += ["x" * 255, b"\\xff\\xfe", "CON", ".bashrc"]
for name in names:
    open(name, "w").close()
"""
LISTS = """
import subprocess
lines = subprocess.run(["ls", "-1"], capture_output=True).stdout.split(b"\\n")
print("OUT: one name is taken for two" if b"lines" in lines else "HELD")
"""
DIGS = """
import os
here = os.getcwd()
for _ in range(50):
    os.mkdir("x" * 100)
    os.chdir("x" * 100)
"""
CLEANS_UP = """
try:
    os.listdir(here + "/" + "/".join(["x" * 100] * 50))
except OSError as error:
    print("OUT: who cleans up by path fails:", error.strerror)
"""

ATTACKS = (
    attack(
        name="reads the site's own files",
        item="application",
        wall=OWN_ROOT,
        program="""
            from target import PATH
            try:
                with open(PATH) as file:
                    print("OUT", file.read(20))
            except OSError as error:
                print("HELD", error)
            """,
        stage=THE_SITE,
    ),
    attack(
        name="imports a package that was installed for the site",
        item="application",
        wall="site-packages covered; no such path",
        program="""
            import pkgutil, sys
            ours = {"main", "target", "sandbox", "sitecustomize", "test", "usercustomize"}
            found = {each.name for each in pkgutil.iter_modules()} - set(sys.stdlib_module_names) - ours
            found = {name for name in found if not name.startswith(("_", "xx"))}  # what the library keeps to itself
            print("OUT" if found else "HELD", sorted(found)[:5])
            """,
    ),
    attack(
        name="reads /etc/shadow",
        item="/etc/shadow",
        wall=OWN_ROOT,
        program="""
            for path in ("/etc/shadow", "/etc/passwd", "/etc/ssl/openssl.cnf"):
                try:
                    with open(path, "rb") as file:
                        if not (text := file.read()).startswith(b"learner:"):
                            print("OUT", text[:10])
                except OSError as error:
                    print("HELD", error)
            """,
    ),
    attack(
        name="finds anything of the host in the root",
        item="application",
        wall=OWN_ROOT,
        program="""
            import os
            an_interpreter = {"usr", "bin", "lib", "lib64", "lib32", "root", "home", "opt"}
            ours = {"dev", "empty", "etc", "interleave", "proc", "sandbox", "tmp"}
            found = set(os.listdir("/")) - an_interpreter - ours
            found |= set(os.listdir("/etc")) - {"group", "hosts", "ld.so.cache", "nsswitch.conf", "passwd"}
            print("OUT" if found else "HELD", sorted(found)[:5])
            """,
    ),
    attack(
        name="finds more of a home than the interpreter in it",
        item="application",
        wall=OWN_ROOT,
        program="""
            import os, sys
            found, folder = [], os.path.realpath(sys.base_prefix)
            while folder not in ("/", "/usr"):
                folder = os.path.dirname(folder)
                if folder not in ("/", "/usr") and len(os.listdir(folder)) > 3:
                    found += os.listdir(folder)
            found += [place for place in ("/root/.ssh", "/home", "/srv", "/var", "/run") if os.path.exists(place)]
            print("OUT" if found else "HELD", found[:5])
            """,
    ),
    attack(
        name="writes wherever a folder lets it",
        item="writes to the root",
        wall=OWN_ROOT,
        program="import os\nPLACES = [each for each, _, _ in os.walk('/') if not each.startswith('/proc')]" + WRITES,
        control=Control(program="import os\nPLACES = ['/var/tmp']" + WRITES),
    ),
    attack(
        name="changes the standard library for those who come after",
        item="writes to the root",
        wall=OWN_ROOT,
        program="""
            import os, sys
            for path in (os.__file__, os.path.realpath(sys.executable), "/interleave/sitecustomize.py"):
                try:
                    open(path, "r+b").close()
                    print("OUT", path)
                except OSError as error:
                    print("HELD", error)
            """,
        control=Control(needs=ROOT),
    ),
    attack(
        name="leaves a file on the host",
        item="writes to the root",
        wall="tmpfs of its own on /tmp and /dev/shm",
        program=LEAVES,
        stage=A_TIDY_HOST,
    ),
    attack(
        name="makes its program a link for the host to follow",
        item="symlinks for the host to follow",
        wall=NOT_FOLLOWED,
        program=LINKS + "print('HELD')\nraise SystemError(PATH)",
        held=Held(outcomes=("error",), exit_code=1),
        stage=A_SECRET_FILE,
        control=Control(program=LINKS + LOOKS),
    ),
    attack(
        name="leaves pipes on which whoever opens them waits for ever",
        item="symlinks for the host to follow",
        wall=NOT_FOLLOWED,
        program="""
            import os
            os.remove(__file__)
            for path in (__file__, "result.txt", "/dev/shm/result"):
                os.mkfifo(path)
            print("HELD")
            """,
        control=Control(
            program="""
            import os, signal
            os.mkfifo("result.txt")
            def give_up(*_):
                print("OUT: whoever opens it waits", flush=True)
                os._exit(0)
            signal.signal(signal.SIGALRM, give_up)
            signal.setitimer(signal.ITIMER_REAL, 0.2)
            open("result.txt")
            """
        ),
    ),
    attack(
        name="gives files names that deceive whoever lists them",
        item="symlinks for the host to follow",
        wall=NOT_FOLLOWED,
        program=DECEIVES + "print('HELD')",
        control=Control(program=DECEIVES + LISTS),
    ),
    attack(
        name="digs a folder deeper than any path can be long",
        item="symlinks for the host to follow",
        wall=NOT_FOLLOWED,
        program=DIGS + "print('HELD')",
        control=Control(program=DIGS + CLEANS_UP),
    ),
)
