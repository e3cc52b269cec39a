"""docs/verify.py over many logs in one process: a line with its arguments (JSON) in, a line with exit code and words (JSON) out.

Each log has a verifier of its own, as if it were run anew. Only what ssh-keygen says of the same bytes is asked once.
"""
import contextlib, io, json, sys

path = sys.argv[1]
with open(path, encoding="utf-8") as file:
    code = compile(file.read(), path, "exec")
said = {}


def content(argument):
    try:
        with open(argument, "rb") as file:
            return file.read()
    except OSError:
        return argument


def remembering(keygen):
    def ask(operation, line, signature, *more):
        question = (operation, line, signature, *map(content, more))
        if question not in said:
            said[question] = keygen(operation, line, signature, *more)
        return said[question]

    return ask


for request in sys.stdin:
    verifier = {"__name__": "verify"}
    exec(code, verifier)
    verifier["keygen"] = remembering(verifier["keygen"])
    with contextlib.redirect_stdout(io.StringIO()) as words:
        exit_code = verifier["main"](json.loads(request))
    print(json.dumps([exit_code, words.getvalue()]), flush=True)
