#!/usr/bin/env python3
"""A second, independent verifier of Handrail's logs (docs/audit-log.md), with Python's standard library and ssh-keygen alone.

    python3 verify.py RUN_FOLDER --signers ALLOWED_SIGNERS [--revoked KEYS] [--roster ROSTER] [--require countersigned]

Ends with 0 verified, 1 tampered, 2 incomplete, 3 trust, 4 unsupported, 5 nothing readable as a run, 64 wrong usage. It trusts the
given list of signers only, and knows nothing of receipts. It is written to be read: from the format's page, not from Handrail's code.
"""
import base64, datetime, hashlib, json, os, re, stat, struct, subprocess, sys, tempfile

FORMATS = ("handrail-log/1", "handrail-log/0")
TAMPERED, INCOMPLETE, TRUST, UNSUPPORTED, UNREADABLE = 1, 2, 3, 4, 5
PRECEDENCE = [UNREADABLE, TAMPERED, UNSUPPORTED, TRUST, INCOMPLETE]

KNOWN = set(
    "open input.set check.set note record.filled judged wait.started wait context branch.entered step.started step.finished step.failed "
    "step.skipped step.reopened step.treated command.edited runbook.adopted attempt.started attempt.extended attempt.finished job jobs background object redaction finding countersigned checkpoint recovered session.ended seal sig "
    "approval.needed approval.requested approval.answered approval.used approval.overridden approval.withdrawn approval.granted approval.denied "
    "handover.offered handover.withdrawn handover.accepted".split()
)
KEY_TYPES = set(
    "ssh-ed25519 ssh-rsa ecdsa-sha2-nistp256 ecdsa-sha2-nistp384 ecdsa-sha2-nistp521 sk-ssh-ed25519@openssh.com "
    "sk-ecdsa-sha2-nistp256@openssh.com".split()
)
OUTPUT_OF = {"attempt.finished": "attemptId", "background": "of"}
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ud800-\udfff]"
)
BREAKS = {"cmd", "text", "reason", "sig"}

# The encodings of points of small order on Ed25519 (C2SP/CCTV, "ed25519vectors"), with which one signature fits any message.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
ORDER_8 = [
    0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD83D3D706A17C7,
    0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
]


def small_order(key):
    y = int.from_bytes(key, "little") & (2**255 - 1)
    return y % P in (0, 1, P - 1, *[v % P for v in ORDER_8], *[(P - v) % P for v in ORDER_8]) or False


findings = []
# Options that withdraw keys, as ssh-keygen takes them.
revoked = []
# Numbers of the segments in which a key signed that the list does not allow.
strangers = set()
# Who signed which line, by the segment's number and the line's index.
signed_by = {}
# Keys that the roster calls stolen, each with the time from which somebody else may have had it.
stolen = {}


def find(weight, place, sentence):
    findings.append((weight, place, sentence))


def strings_of(value, key="", depth=1):
    """Every string with the key it stands under; raises for what the format does not allow."""
    if depth > 8:
        raise ValueError("nested too deep")
    if isinstance(value, dict):
        for name, inner in value.items():
            if not re.fullmatch("[a-z][A-Za-z0-9]*", name):
                raise ValueError("a key is not in form")
            yield from strings_of(inner, name, depth + (1 if isinstance(inner, (dict, list)) else 0))
    elif isinstance(value, list):
        for inner in value:
            yield from strings_of(inner, key, depth + (1 if isinstance(inner, (dict, list)) else 0))
    elif isinstance(value, str):
        yield key, value
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) > 2**53 - 1):
        raise ValueError("a number is not in form")


def read_line(raw):
    """The entry of one line; raises ValueError where it is not exactly in form."""
    if len(raw) > 65535:
        raise ValueError("too long")
    try:
        entry = json.loads(raw[:-1].decode("utf-8"))
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(entry, dict):
        raise ValueError("no object")
    again = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    if again.encode("utf-8", "surrogatepass") != raw[:-1]:
        raise ValueError("not in RFC 8785 form")
    for key, text in strings_of(entry):
        if FORBIDDEN.search(text) or (key not in BREAKS and re.search("[\n\t]", text)):
            raise ValueError("a character that may not stand in a line")
    frame = {"run": str, "seg": int, "seq": int, "prev": str, "type": str}
    if entry.get("type") != "sig":
        frame |= {"t": int, "m": int}
    for name, kind in frame.items():
        if not isinstance(entry.get(name), kind) or isinstance(entry.get(name), bool):
            raise ValueError("%s is missing" % name)
        if kind is int and entry[name] < 0 or name == "prev" and not HEX.fullmatch(entry[name]):
            raise ValueError("%s is not in form" % name)
    return entry


def read_plain(path):
    """The bytes of a regular file; raises OSError for links, pipes, devices and folders, which no log consists of."""
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(opened, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("%s is not a regular file" % path)
        return file.read()


class Segment:
    def __init__(self, path):
        self.file = os.path.basename(path)
        self.lines, self.hashes, self.entries = [], [], []
        self.readable, self.tail, whole = True, b"", []
        try:
            *whole, self.tail = read_plain(path).split(b"\n")
        except OSError:
            self.readable, self.broken = False, True
            return
        previous = "0" * 64
        for number, text in enumerate(whole):
            raw = text + b"\n"
            try:
                entry = read_line(raw)
                if entry["prev"] != previous:
                    raise ValueError("it does not follow the line before it")
                if entry["seq"] != number or (number > 0 and entry["seg"] != self.entries[0]["seg"]):
                    raise ValueError("its number is not the next")
                if number == 0 and entry["type"] != "open":
                    raise ValueError("the first line does not open the segment")
                if number > 0 and entry["run"] != self.entries[0]["run"]:
                    raise ValueError("it belongs to another run")
                check_members(entry)
            except (ValueError, KeyError, TypeError) as error:
                find(TAMPERED, (self.file, number + 1), str(error))
                self.broken = True
                return
            previous = hashlib.sha256(raw).hexdigest()
            self.lines.append(raw)
            self.hashes.append(previous)
            self.entries.append(entry)
        self.broken = False

    @property
    def open(self):
        return self.entries[0]

    def place(self, index):
        return (self.file, index + 1)


HEX = re.compile("[0-9a-f]{64}")
DECISIONS = ("accepted", "findings", "rejected")


def reference(value):
    return isinstance(value["seg"], int) and isinstance(value["lines"], int) and HEX.fullmatch(value["head"])


# The members of what is said about approvals: text, count, digest, nonce, truth, reference, and lists of the last two letters.
ANSWER = {"request": "d", "gate": "t", "step": "t", "stepDigest": "t", "plan": "d", "nonce": "n"}
APPROVAL = {
    "approval.needed": {"gate": "t", "steps": "lt", "role": "t", "quorum": "c", "lastsMs": "c", "breakGlass": "b"},
    "approval.requested": {"gate": "t", "step": "t", "stepDigest": "t", "role": "t", "quorum": "c", "plan": "d"}
    | {"covers": "lo", "nonce": "n", "expires": "c"},
    "approval.answered": {"nonce": "n", "decision": "t", "ref": "r", "principal": "t", "key": "t"},
    "approval.used": {"gate": "t", "nonce": "n", "refs": "lr"},
    "approval.overridden": {"gate": "t", "nonce": "n"},
    "approval.withdrawn": {"gate": "t", "nonce": "n"},
    "approval.granted": ANSWER | {"scope": "t", "expires": "c"},
    "approval.denied": ANSWER,
}


def fits(value, form):
    if form[0] == "l":
        return isinstance(value, list) and all(fits(one, form[1]) for one in value)
    if form in "dn":
        return isinstance(value, str) and re.fullmatch("[0-9a-f]{%d}" % {"d": 64, "n": 32}[form], value)
    if form == "r":
        return isinstance(value, dict) and reference(value)
    if form == "o":
        return fits(value["step"], "t") and fits(value["stmt"], "c") and fits(value["digest"], "d")
    kinds = {"t": str, "c": int, "b": bool}
    return isinstance(value, kinds[form]) and (form != "c" or not isinstance(value, bool) and value >= 0)


def check_members(entry):
    """The members that a tier rests on."""
    kind = entry["type"]
    if kind == "open":
        ok = isinstance(entry["signer"], str) and all(isinstance(name, str) for name in entry["crit"])
        ok = ok and all(reference(one) for one in entry["parents"]) and isinstance(entry["role"], str)
        ok = ok and entry.get("handover", True) is True
        pin = entry["roster"]
        ok = ok and HEX.fullmatch(entry["runbook"]["object"])
        ok = ok and (pin is None or isinstance(pin["version"], int) and HEX.fullmatch(pin["sha256"]))
    elif kind == "object":
        ok = HEX.fullmatch(entry["sha256"]) and isinstance(entry["size"], int) and isinstance(entry["part"], int)
    elif kind in OUTPUT_OF:
        ok = isinstance(entry[OUTPUT_OF[kind]], str) and all(
            isinstance(one[name], int) for one in entry["outputs"] for name in ("parts", "kept", "bytes")
        )
    elif kind == "recovered":
        ok = reference(entry["ref"]) and isinstance(entry["tornBytes"], int) and HEX.fullmatch(entry["tornSha256"])
    elif kind == "redaction":
        ok = HEX.fullmatch(entry["sha256"])
    elif kind == "finding":
        ok = entry["severity"] in ("minor", "major") and (isinstance(entry.get("text"), str) or HEX.fullmatch(entry["textObject"]))
        ok = ok and (entry["ref"] is None or reference(entry["ref"]))
    elif kind == "countersigned":
        ok = entry["decision"] in DECISIONS and reference(entry["ref"]) and isinstance(entry["findings"], int)
        ok = ok and isinstance(entry["by"], str)
    elif kind in APPROVAL:
        ok = all(fits(entry[name], form) for name, form in APPROVAL[kind].items())
    elif kind == "handover.offered":
        ok = all(isinstance(entry[name], str) for name in ("text", "host", "by") if name != "text" or "textObject" not in entry)
        ok = ok and isinstance(entry.get("to", ""), str)
        if "openItemsObject" not in entry:
            ok = ok and all(isinstance(one["step"], str) and isinstance(one["state"], str) for one in entry["openItems"])
        if entry.get("shell") is not None and "shellObject" not in entry:
            ok = ok and isinstance(entry["shell"], dict)
    elif kind in ("handover.withdrawn", "handover.accepted"):
        ok = reference(entry["ref"]) and isinstance(entry["by"], str)
    elif kind == "attempt.started":
        ok = all(isinstance(one, str) for one in entry.get("approvals", []))
    elif kind == "seal":
        ok = isinstance(entry["objects"], int) and all(reference(one) for one in entry["parents"])
    elif kind == "sig":
        ok = set(entry) == {"run", "seg", "seq", "prev", "type", "by", "ns", "sig"} and entry["seq"] > 0
    else:
        ok = True
    if not ok:
        raise ValueError("its members are not those of its type")


# Signatures


def reduced(value):
    """Whether an Ed25519 signature's second half is below the order of the group (RFC 8032 section 5.1.7), which ssh-keygen does not ask."""
    (name,) = struct.unpack(">I", value[:4])
    (length,) = struct.unpack(">I", value[4 + name : 8 + name])
    return int.from_bytes(value[8 + name : 8 + name + length][32:64], "little") < ORDER


def armored_parts(armor):
    """(public key, namespace) of an SSHSIG in its one form; raises ValueError."""
    body = re.fullmatch("-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----", armor)
    if body is None:
        raise ValueError("the signature is not armored as it must be")
    blob = base64.b64decode(body[1])
    text = base64.b64encode(blob).decode()
    if "\n".join(text[at : at + 70] for at in range(0, len(text), 70)) != body[1]:
        raise ValueError("the signature is not armored as it must be")
    if blob[:10] != b"SSHSIG" + struct.pack(">I", 1):
        raise ValueError("the signature has an unknown form")
    fields, at = [], 10
    for _ in range(5):
        (length,) = struct.unpack(">I", blob[at : at + 4])
        fields.append(blob[at + 4 : at + 4 + length])
        at += 4 + length
    key, namespace, reserved, digest, value = fields
    if at != len(blob) or reserved != b"" or digest not in (b"sha256", b"sha512"):
        raise ValueError("the signature holds what it must not")
    if b"ssh-ed25519" in key[:30] and not reduced(value):
        raise ValueError("the signature is in another form than its key makes")
    return key, namespace.decode()


def keygen(operation, line, signature, *more):
    with tempfile.NamedTemporaryFile("w", suffix=".sig") as file:
        file.write(signature + "\n")
        file.flush()
        done = subprocess.run(
            ["ssh-keygen", "-Y", operation, "-s", file.name, *more],
            input=line,
            capture_output=True,
            check=False,
            env=os.environ | {"TZ": "UTC"},
        )
    return done.returncode == 0, done.stdout.decode("utf-8", "replace").splitlines()


def weak(key):
    (length,) = struct.unpack(">I", key[:4])
    kind, rest = key[4 : 4 + length], key[4 + length :]
    if kind in (b"ssh-ed25519", b"sk-ssh-ed25519@openssh.com"):
        return small_order(rest[4:36])
    if kind == b"ssh-rsa":
        (skip,) = struct.unpack(">I", rest[:4])
        return int.from_bytes(rest[8 + skip :], "big").bit_length() < 3072
    return False


def no_key(line):
    """Whether a text is no public key as lists have them."""
    kind, _, text = line.partition(" ")
    try:
        blob = base64.b64decode(text, validate=True)
        (length,) = struct.unpack(">I", blob[:4])
        return blob[4 : 4 + length].decode() != kind or base64.b64encode(blob).decode() != text
    except (ValueError, struct.error):
        return True


def weak_line(line):
    """Whether a public key as `open` names it must not be believed; keys that cannot be read are the signatures' to find."""
    try:
        return weak(base64.b64decode(line.split(" ")[1], validate=True))
    except (IndexError, ValueError, struct.error):
        return False


def check_signatures(segment, signers):
    """The index behind the last line that a trusted signature covers."""
    covered, session_ok = 0, []
    for index, entry in enumerate(segment.entries):
        if entry["type"] != "sig":
            continue
        place, line = segment.place(index), segment.lines[index - 1]
        # A key that was away signs behind another signature: what counts is the entry before them.
        signed = next(entry for entry in reversed(segment.entries[:index]) if entry["type"] != "sig")
        late = signed is not segment.entries[index - 1]
        kind = "" if late and signed["type"] != "seal" else signed["type"]
        try:
            key, namespace = armored_parts(entry["sig"])
        except (ValueError, struct.error) as error:
            find(TAMPERED, place, str(error))
            continue
        wanted = {"user": segment.open["signer"], "session": segment.open["session"]}.get(entry["by"])
        if wanted is not None and base64.b64encode(key).decode() != wanted.split(" ")[1]:
            find(TAMPERED, place, "it is signed by another key than the one the segment names")
            continue
        if wanted is None and entry["by"] == "session":
            find(TAMPERED, place, "the segment names no session key")
            continue
        valid, _ = keygen("check-novalidate", line, entry["sig"], "-n", entry["ns"])
        if namespace != entry["ns"] or not valid:
            find(TAMPERED, place, "the signature does not hold")
            continue
        # A key that may only review must not sign what an operator does, so its namespace fits its own kind of line alone.
        kinds = {"seal": {"seal.v1@handrail"}, "countersigned": {"approve.v1@handrail"} if reviewer(segment) else set()}
        for answer in ("approval.granted", "approval.denied"):
            kinds[answer] = {"approve.v1@handrail"} if segment.open["role"] == "approver" else set()
        allowed = {
            "user": kinds.get(kind, {"log.v1@handrail"}),
            "session": {"session.v1@handrail"},
        }.get(entry["by"], set())
        if entry["ns"] not in allowed:
            if entry["by"] in ("user", "session"):
                find(TAMPERED, place, "the signature is of another kind than the line it signs")
            continue
        if weak(key):
            find(TRUST, place, "the key is too weak to be believed")
        elif entry["by"] == "session":
            session_ok.append(index)
        elif people := trusted(line, entry, signed["t"], signers):
            covered = index + 1
            signed_by[(segment.open["seg"], index - 1)] = people
        else:
            strangers.add(segment.open["seg"])
            find(TRUST, place, "the list of signers does not allow this key here")
    # A session key counts where the user's key signed the line that names it.
    if covered > 0 and session_ok:
        covered = max(covered, session_ok[-1] + 1)
    return covered


def reviewer(segment):
    return segment.open["role"] == "reviewer"


def trusted(line, entry, ms, signers):
    """The one person to whom the list gives the key. Each of its lines is asked alone: ssh-keygen stops at the first that fits."""
    if signers is None:
        return None
    at = datetime.datetime.fromtimestamp(ms / 1000, datetime.timezone.utc).strftime(STAMP)
    people = set()
    for one in signers:
        with tempfile.NamedTemporaryFile("w") as alone:
            alone.write(VALIDITY.sub(in_utc, one) + "\n")
            alone.flush()
            found, names = keygen("find-principals", b"", entry["sig"], "-f", alone.name, "-O", "verify-time=" + at)
            allows = ("verify", line, entry["sig"], "-f", alone.name, "-n", entry["ns"], "-O", "verify-time=" + at, *revoked)
            if found and names and keygen(*allows, "-I", names[0])[0]:
                people.add(",".join(names))
    return people.pop() if len(people) == 1 and not re.search("[*?!]", "".join(people)) else None


# OpenSSH before 9.1 knows no Z behind a time, so all versions are asked in UTC and given times without it.
STAMP = "%Y%m%d%H%M%S"
VALIDITY = re.compile('(valid-(?:after|before)="?)([0-9]{8}|[0-9]{12}|[0-9]{14})(Z?)(?=[",\\s])', re.IGNORECASE)


def in_utc(option):
    """An option of a list with its time in UTC: one without Z is this machine's local time."""
    name, digits, zone = option.groups()
    try:
        time = datetime.datetime.strptime(digits.ljust(14, "0"), STAMP)
    except ValueError:
        return option[0]
    return name + (time if zone else time.astimezone(datetime.timezone.utc)).strftime(STAMP)


def read_signers(path):
    """Lines of an allowed_signers file; None where there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return [one for one in map(str.strip, file) if one and not one.startswith("#")]
    except (OSError, TypeError, UnicodeDecodeError):
        return None


# Objects


def check_objects(folder, entries, redacted):
    streams = {}
    for place, entry in entries:
        if entry["type"] == "object":
            check_object(folder, place, entry, redacted, streams)
        elif entry["type"] in OUTPUT_OF:
            stream = streams.pop(entry[OUTPUT_OF[entry["type"]]], [0, 0, hashlib.sha256(), True])
            for output in entry["outputs"]:
                sums = (output["parts"], output["kept"], output["streamSha256"])
                if stream[3] and sums != (stream[0], stream[1], stream[2].hexdigest()):
                    find(TAMPERED, place, "its output is not what the recorded parts add up to")


def check_object(folder, place, entry, redacted, streams):
    digest, output = entry["sha256"], entry["role"] == "output" and "of" in entry
    stream = streams.setdefault(entry["of"], [0, 0, hashlib.sha256(), True]) if output else None
    within = os.path.join(folder, "objects"), os.path.join(folder, "objects", digest[:2])
    try:
        if any(os.path.islink(one) for one in within):
            raise OSError("%s is not here, but behind a link" % digest)
        content = read_plain(os.path.join(within[1], digest))
    except OSError:
        content = None
    if content is None or hashlib.sha256(content).hexdigest() != digest or len(content) != entry["size"]:
        if content is not None or digest not in redacted:
            find(TAMPERED, place, "object %s is missing or was changed" % digest)
        if stream:
            stream[3] = False
        return
    if not output:
        return
    try:
        first, _, rest = content.partition(b"\n")
        header = json.loads(first)
        if header["attemptId"] != entry["of"] or header["part"] != entry["part"]:
            raise ValueError
        if entry["part"] != stream[0]:
            stream[3] = False
            return
        if entry["part"] == 0:
            stream[2].update(header["salt"].encode())
        stream[2].update(rest)
        stream[0], stream[1] = stream[0] + 1, stream[1] + len(rest)
    except (ValueError, KeyError, TypeError):
        find(TAMPERED, place, "the object is not the part of the output it is recorded as")
        stream[3] = False


# Gates: where somebody else had to agree

# Versions of the roster as (number, time, {key: (principal, roles)}, quorum, hash of its line); None where there is no roster.
roster = None


def read_roster(path):
    global roster
    if path is None:
        return
    roster, newest, signed, head, last, taken = [], None, set(), "0" * 64, "0" * 64, {}
    try:
        lines = open(path, "rb").read().split(b"\n")
        if lines.pop() != b"":
            raise ValueError("its last line is cut off")
        for number, text in enumerate(lines):
            entry = read_line(text + b"\n")
            if (entry["run"], entry["seg"], entry["seq"], entry["prev"]) != ("roster", 0, number, head):
                raise ValueError("a line does not follow the one before it")
            head = hashlib.sha256(text + b"\n").hexdigest()
            if entry["type"] == "roster.version":
                if newest is not None and (not roster or roster[-1] is not newest[0]):
                    raise ValueError("a version was not signed by enough admins")
                if entry["version"] != len(roster) + 1 or entry["previous"] != last:
                    raise ValueError("a version does not follow the one before it")
                people = {key: (one["principal"], one["roles"]) for one in entry["members"] for key in one["keys"]}
                made = (entry["version"], entry["t"], people, entry["quorum"], head)
                newest, signed, last = (made, text + b"\n"), set(), head
                taken = {one["key"]: one["since"] for one in entry.get("compromised", [])}
                if any(key in people for key in taken) or any(no_key(key) for key in taken):
                    raise ValueError("a stolen key cannot be read, or is still somebody's")
                continue
            key, namespace = armored_parts(entry["sig"])
            made, line = newest
            before = roster[-2 if roster and roster[-1] is made else -1] if len(roster) > (made in roster) else made
            valid, _ = keygen("check-novalidate", line, entry["sig"], "-n", "roster.v1@handrail")
            kind = key[4 : 4 + struct.unpack(">I", key[:4])[0]].decode()
            person = before[2].get("%s %s" % (kind, base64.b64encode(key).decode()))
            if not valid or namespace != "roster.v1@handrail" or person is None or "admin" not in person[1]:
                raise ValueError("a version is signed by somebody else than its admins")
            signed.add(person[0])
            if len(signed) >= before[3] and made not in roster:
                roster.append(made)
                for stolen_key, since in taken.items():
                    stolen[stolen_key] = min(since, stolen.get(stolen_key, since))
    except (OSError, ValueError, KeyError, TypeError, struct.error, UnicodeDecodeError) as error:
        find(TRUST, (path, None), "the roster cannot be believed: %s" % error)


def roles_of(key, ms, pinned):
    if roster is None:
        return None
    counts = [one for one in roster if one[1] <= ms or one[0] <= pinned] or roster[:1]
    return counts[-1][2].get(key, (None, []))[1] if counts else []


def check_stolen(segments, covered):
    """What a stolen key signed counts only as far as another person had signed over it before the theft."""
    for segment in (one for one in segments if one.open["signer"] in stolen):
        number, since = segment.open["seg"], stolen[segment.open["signer"]]
        mine = {who for (seg, _), who in signed_by.items() if seg == number}
        reach = max((lines for other in segments for lines in seen_by(other, number, since, mine, covered)), default=0)
        for index in sorted(line for seg, line in signed_by if seg == number):
            if index >= reach:
                find(TRUST, segment.place(index + 1), "its key was stolen, and nobody else had signed over it before that")
                strangers.add(number)


def seen_by(other, number, since, mine, covered):
    """How many lines of a segment somebody else names, under a signature that is believed, before a time."""
    theirs = {who for (seg, _), who in signed_by.items() if seg == other.open["seg"]}
    if other.open["signer"] in stolen or other.open["seg"] in strangers or len(theirs) != 1 or theirs & mine:
        return
    for entry in other.entries[: covered[other.open["seg"]]]:
        if entry.get("t", since) < since:
            yield from (one["lines"] for one in named_in(entry) if one["seg"] == number)


REFERRING = ("recovered", "countersigned", "approval.answered", "handover.withdrawn", "handover.accepted")


def named_in(entry):
    """Lines of other segments that an entry names."""
    if entry["type"] in ("open", "seal"):
        return entry["parents"]
    if entry["type"] in REFERRING:
        return [entry["ref"]]
    if entry["type"] == "finding" and entry["ref"] is not None:
        return [entry["ref"]]
    return entry["refs"] if entry["type"] == "approval.used" else []


def check_pin(segment):
    """Whether the roster that a segment relies on is a version of the trusted one."""
    pin = segment.open.get("roster")
    if roster is None or pin is None:
        return
    if not any(one[0] == pin["version"] and one[4] == pin["sha256"] for one in roster):
        find(TRUST, (segment.file, 1), "it relies on a version of the roster that the trusted one does not have")


def pinned_in(segment):
    return (segment.open.get("roster") or {}).get("version", 0)


def who_signed(segment, namespace, ms, signers):
    """The principal whose key signed this segment, in that namespace at that time."""
    for index, entry in enumerate(segment.entries):
        if entry["type"] == "sig" and entry["by"] == "user":
            if entry["ns"] == namespace:
                return trusted(segment.lines[index - 1], entry, ms, signers)
    return None


def place_of(entry):
    kube, cloud = entry.get("kube") or {}, entry.get("cloud") or {}
    return [entry.get("user"), kube.get("context"), kube.get("namespace"), cloud.get("aws"), cloud.get("gcp"), cloud.get("azure")]


def roles_asked(folder, digest):
    """Whom front matter asks before anything may run, where it names them in a plain list. What else it and a policy can ask for needs
    a reader of Markdown and of shell, and is left to the product."""
    try:
        text = read_plain(os.path.join(folder, "objects", digest[:2], digest)).partition(b"\n")[2].decode()
    except (OSError, UnicodeDecodeError):
        return []
    front = re.match("---[ \t]*\n(.*?\n)(?:---|\\.\\.\\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    block = re.search("^approvals:[ \t]*\n((?:[ \t]*-[ \t].*\n|[ \t]+.*\n)+)", front[1], re.MULTILINE) if front else None
    names = re.findall("^[ \t]*-[ \t]+([A-Za-z][A-Za-z0-9 -]*?)[ \t]*$", block[1], re.MULTILINE) if block else []
    return [re.sub("[^a-z0-9]+", "-", name.lower()) for name in names if name != "as written"]


def check_gates(folder, segments, covered, signers):
    gates, requests, opened, refused, heads, place, walked, standing = {}, {}, {}, set(), set(), None, [], set()
    operators = [one for one in segments if one.open["role"] == "operator"]
    wanted = roles_asked(folder, operators[0].open["runbook"]["object"]) if operators else []
    for segment in operators:
        walked.append(segment)
        for index, entry in enumerate(segment.entries):
            kind, at = entry["type"], segment.place(index)
            if kind == "approval.needed":
                gates[entry["gate"]] = entry
            elif kind == "runbook.adopted":
                gates, wanted = {}, roles_asked(folder, entry["object"])
                standing.clear(), opened.clear()
            elif kind == "context":
                place = place_of(entry)
            elif kind == "approval.requested":
                requests[entry["nonce"]] = (entry, segment.hashes[index], segment, place)
                standing.add(entry["nonce"])
            elif kind == "approval.withdrawn":
                standing.discard(entry["nonce"])
                opened.pop(entry["nonce"], None)
            elif kind == "approval.answered" and entry["decision"] == "denied":
                refused.add(entry["nonce"])
            elif kind == "approval.used":
                if entry["nonce"] in requests and entry["nonce"] not in standing:
                    find(TAMPERED, at, "what was asked was taken back, or asked of another text")
                    continue
                until = use_approval(entry, at, (walked, segments, covered, signers), (gates, requests, opened, refused, heads))
                if until is not None:
                    opened[entry["nonce"]] = (set(), until)
            elif kind == "approval.overridden":
                asked = requests.get(entry["nonce"])
                allowed = entry["nonce"] in standing and gates.get(entry["gate"], {}).get("breakGlass")
                if asked is None or asked[0]["gate"] != entry["gate"] or not allowed:
                    find(TAMPERED, at, "nobody may go on here without an approval")
                else:
                    opened[entry["nonce"]] = (set(), asked[0]["expires"])
            elif kind == "attempt.started":
                whole = {gate["role"] for gate in gates.values() if not gate["steps"]}
                if any(role not in whole for role in wanted):
                    find(TAMPERED, at, "it ran although its runbook asks for an approval of which the log says nothing")
                check_start(entry, at, (gates, requests, opened), place)
    hashes = {one[1] for one in requests.values()}
    for segment in segments:
        for index, entry in enumerate(segment.entries):
            if entry["type"] in ("approval.granted", "approval.denied") and entry["request"] not in hashes:
                find(TAMPERED, segment.place(index), "it answers a request that is not in this run")


def use_approval(entry, at, where, state):
    """Until when the gate is open; None where it is not."""
    walked, segments, covered, signers = where
    gates, requests, opened, refused, heads = state
    if entry["nonce"] not in requests or requests[entry["nonce"]][0]["gate"] != entry["gate"]:
        return find(TAMPERED, at, "it uses an approval that was not asked for")
    if entry["nonce"] in opened or entry["nonce"] in refused:
        return find(TAMPERED, at, "this approval was used before, or refused")
    asked, digest, asker, _ = requests[entry["nonce"]]
    people, until, doubtful = [], asked["expires"], 0
    for ref in entry["refs"]:
        if ref["head"] in heads:
            find(TAMPERED, at, "the answer that it rests on was used before")
            continue
        heads.add(ref["head"])
        found = [s for s in segments if s.open["seg"] == ref["seg"] and s.open["role"] == "approver"]
        if not found or ref["lines"] > len(found[0].lines) or found[0].hashes[ref["lines"] - 1] != ref["head"]:
            find(TAMPERED, at, "the answer that it rests on is not there")
            continue
        segment, answer = found[0], found[0].entries[ref["lines"] - 1]
        same = ("gate", "step", "stepDigest", "plan", "nonce")
        if answer["type"] != "approval.granted" or answer["request"] != digest or any(answer[n] != asked[n] for n in same):
            find(TAMPERED, segment.place(ref["lines"] - 1), "it answers another request")
            continue
        signed = any(one["type"] == "sig" and one["ns"] == "approve.v1@handrail" for one in segment.entries[ref["lines"] :])
        if answer["expires"] > asked["expires"] or not signed:
            find(TAMPERED, segment.place(ref["lines"] - 1), "it is not signed, or lasts longer than was asked")
            continue
        who = who_signed(segment, "approve.v1@handrail", answer["t"], signers)
        own = {who_signed(one, "log.v1@handrail", one.open["t"], signers) for one in [asker, *walked]} - {None}
        if who in own or segment.open["signer"] in [one.open["signer"] for one in [asker, *walked]]:
            find(TAMPERED, segment.place(ref["lines"] - 1), "somebody approved in a run that they walk or walked")
            continue
        roles = roles_of(segment.open["signer"], answer["t"], max(pinned_in(segment), pinned_in(asker)))
        own_roles = set(roles or []) - {"admin", "operator", "reviewer"}
        fits_role = asked["role"] == "approver" if roles is None else asked["role"] in roles or asked["role"] == "approver" and own_roles
        if who is None or ref["seg"] in strangers or covered[ref["seg"]] < ref["lines"] or not fits_role:
            find(TRUST, segment.place(ref["lines"] - 1), "nothing says that whoever answers may")
            doubtful += 1
            continue
        until = min(until, answer["expires"])
        if all(who != name and segment.open["signer"] != key for name, key in people):
            people.append((who, segment.open["signer"]))
    gate = gates.get(entry["gate"], {"quorum": 1, "role": asked["role"]})
    if entry["t"] > until:
        return find(TAMPERED, at, "this approval had expired when it was used")
    if len(people) + doubtful < max(gate["quorum"], asked["quorum"]) or gate["role"] != asked["role"]:
        return find(TAMPERED, at, "fewer people approved than had to")
    return until


def check_start(entry, at, state, place):
    gates, requests, opened = state
    for gate in gates.values():
        if gate["steps"] and entry["step"] not in gate["steps"]:
            continue
        names = [n for n in entry.get("approvals", []) if n in requests and requests[n][0]["gate"] == gate["gate"]]
        if not names or names[0] not in opened:
            find(TAMPERED, at, "it ran without the approval that it needs")
            continue
        (spent, until), (asked, _, _, asked_at) = opened[names[0]], requests[names[0]]
        what = (entry["step"], entry["stmt"])
        if not any((one["step"], one["stmt"], one["digest"]) == (*what, entry["stmtDigest"]) for one in asked["covers"]):
            find(TAMPERED, at, "it is not the command that was approved")
        if what in spent or entry["t"] > until or asked_at != place:
            find(TAMPERED, at, "it ran a second time, too late or in another place than was approved")
        spent.add(what)


# Who walks the run: one at a time, and each from the one before

IDLE = ("open", "recovered", "object", "checkpoint", "sig")


def person_of(segment, signers):
    return (segment.open["signer"], who_signed(segment, "log.v1@handrail", segment.open["t"], signers))


def same(one, other):
    return one[0] == other[0] or (one[1] is not None and one[1] == other[1])


def accepted_by(segment, offers):
    """The offer that a segment begins by accepting."""
    first = next((entry for entry in segment.entries if entry["type"] not in IDLE), {"type": ""})
    if first["type"] != "handover.accepted":
        return None
    wanted = (first["ref"]["seg"], first["ref"]["lines"])
    return next((one for one in offers if (one["segment"].open["seg"], one["line"]) == wanted), None)


def check_handovers(segments, signers):
    """`now` has the run; `offers` are what its operator offered; `asks` whether others need an offer."""
    operators, now, offers, asks = [one for one in segments if one.open["role"] == "operator"], None, [], False
    for number in dict.fromkeys(one.open["seg"] for one in operators):
        # Two segments in one place are a fork, which is found elsewhere.
        group = [one for one in operators if one.open["seg"] == number]
        segment = next((one for one in group if accepted_by(one, offers)), group[0])
        who, offer = person_of(segment, signers), accepted_by(segment, offers)
        other = now is not None and not same(now, who)
        if other and all(entry["type"] in IDLE for entry in segment.entries):
            # A machine that died before it could accept: nothing was done, and the run is still the other's.
            continue
        if other and offer is None:
            known = now[1] is not None and who[1] is not None
            if asks:
                find(TAMPERED if known else TRUST, (segment.file, 1), "somebody went on who was not offered the run")
            first = next((one for one in segment.entries if one["type"] not in IDLE), {"type": ""})
            if first["type"] == "handover.accepted":
                find(TAMPERED, (segment.file, 1), "it accepts what was not offered, or what somebody else accepted")
        elif other:
            check_taking(segment, who, offer)
        if other:
            offers = []
        now, asks = who, asks or segment.open.get("handover") is True
        check_offers(segment, offers, offer if other else None)


def check_taking(segment, who, offer):
    by, place = offer["segment"], (segment.file, 1)
    seen = max([one["lines"] for one in segment.open["parents"] if one["seg"] == by.open["seg"]], default=0)
    if seen < len(by.lines):
        find(TAMPERED, by.place(seen), "it was written behind an offer, and who took over did not see it")
    elif not offer["stands"]:
        find(TAMPERED, place, "it accepts an offer that was taken back")
    if not any(one["type"] == "sig" and one["by"] == "user" for one in by.entries[offer["line"] :]):
        find(TAMPERED, place, "it accepts an offer that is not signed")
    wanted = offer["entry"].get("to")
    if wanted is not None and who[1] != wanted:
        find(TRUST if who[1] is None else TAMPERED, place, "it was offered to %s" % wanted)


def check_offers(segment, offers, taken):
    """What the operator offers and takes back; nothing else may follow an offer."""
    for index, entry in enumerate(segment.entries):
        kind, at = entry["type"], segment.place(index)
        standing = next((one for one in offers if one["stands"]), None)
        if kind in IDLE:
            continue
        if kind == "handover.accepted":
            if taken is None:
                find(TAMPERED, at, "it accepts what nobody had offered")
            taken = None
        elif kind == "handover.withdrawn":
            where = (entry["ref"]["seg"], entry["ref"]["lines"])
            if standing is None or where != (standing["segment"].open["seg"], standing["line"]):
                find(TAMPERED, at, "it takes back an offer that does not stand")
            else:
                standing["stands"] = False
        else:
            if standing is not None:
                find(TAMPERED, at, "it stands behind an offer that was not taken back")
            if kind == "handover.offered":
                offers.append({"segment": segment, "line": index + 1, "entry": entry, "stands": True})


# The run


# Segments that several people may write at once have numbers from here on.
LOOSE = 2**40


def check_history(segments, hollow):
    """Numbers, names, tails; returns which segments a later one continues whole."""
    by_number, continued = {}, set()
    for segment in segments:
        number = segment.open["seg"]
        if number in by_number:
            find(TAMPERED, (segment.file, 1), "two segments have the number %d: a fork" % number)
        by_number[number] = segment
    numbered = [n for n, s in by_number.items() if n < LOOSE or s.open["role"] == "operator"]
    for number in range(max(numbered, default=0) + 1 if max(numbered, default=0) < LOOSE else 1):
        if number not in by_number and number not in hollow and number < LOOSE:
            find(TAMPERED, (segments[-1].file, 1), "segment %d is missing" % number)
    for segment in segments:
        if segment.open["run"] != segments[0].open["run"]:
            find(TAMPERED, (segment.file, 1), "it belongs to another run")
        for name in (one for entry in segment.entries if entry["type"] != "recovered" for one in named_in(entry)):
            other = by_number.get(name["seg"], hollow.get(name["seg"]))
            if other is None:
                find(TAMPERED, (segment.file, 1), "segment %d, which it names, is missing" % name["seg"])
            elif name["lines"] == len(other.lines) == 0 and name["head"] == "0" * 64:
                continued.add(name["seg"])
            elif name["lines"] > len(other.lines):
                find(TAMPERED, (other.file, len(other.lines) + 1), "lines that %s saw are gone" % segment.file)
            elif name["lines"] < 1 or other.hashes[name["lines"] - 1] != name["head"]:
                find(TAMPERED, (other.file, name["lines"]), "it is not the line that %s saw" % segment.file)
            elif name["lines"] == len(other.lines):
                continued.add(name["seg"])
            elif segment.open["role"] == other.open["role"] == "operator" and name in segment.open["parents"]:
                find(TAMPERED, (segment.file, 1), "it does not continue all of %s: a fork" % other.file)
    for number, segment in [*hollow.items(), *((one.open["seg"], one) for one in segments)]:
        check_tail(number, segment, segments)
    return continued


def check_tail(number, segment, segments):
    lines = len(segment.lines)
    recovered = [
        entry
        for other in segments
        if other is not segment
        for entry in other.entries
        if entry["type"] == "recovered" and entry["ref"]["seg"] == number and entry["ref"]["lines"] == lines
    ]
    torn = (len(segment.tail), hashlib.sha256(segment.tail).hexdigest())
    for entry in recovered:
        if not segment.broken and (entry["tornBytes"], entry["tornSha256"]) != torn:
            find(TAMPERED, segment.place(lines), "the torn bytes are not those that were found here")
    if not recovered and not segment.broken and len(segment.tail) > 65535:
        find(TAMPERED, segment.place(lines), "it is longer than a line may be")
    elif not recovered and segment.tail and not segment.broken:
        # Approvers and reviewers name what is there while its operator still writes; nothing comes behind a seal.
        sealed = any(entry["type"] == "seal" for entry in segment.entries)
        later = [other for other in segments if sealed or other.open["role"] == "operator"]
        named = any(one["seg"] == number for other in later for one in other.open["parents"])
        find(TAMPERED if named else INCOMPLETE, segment.place(lines), "the last line is cut off")


def check_seal(segments):
    operators = [segment for segment in segments if segment.open["role"] == "operator"]
    if not operators:
        return find(INCOMPLETE, (segments[0].file, 1), "no operator's segment is here")
    objects = sum(entry["type"] == "object" for segment in operators for entry in segment.entries)
    seals = [(s, i) for s in operators for i, e in enumerate(s.entries) if e["type"] == "seal"]
    last = operators[-1]
    for segment, index in seals:
        behind = [entry for entry in segment.entries[index + 1 :] if entry["type"] != "sig"]
        if behind or segment is not last:
            find(TAMPERED, segment.place(index + 1), "something stands behind the seal")
        if segment.entries[index]["objects"] != objects:
            find(TAMPERED, segment.place(index), "it sealed another number of objects")
    if not seals:
        find(INCOMPLETE, (last.file, None), "the log has no seal")


def check_reviews(segments, required):
    """Who countersigned, by key; an operator's own word on the run is nobody else's."""
    operators = [segment for segment in segments if segment.open["role"] == "operator"]
    keys = {segment.open["signer"] for segment in operators}
    walked = {signed_by[place] for place in signed_by if any(s.open["seg"] == place[0] for s in operators)}
    seals = [(s.open["seg"], i + 1) for s in operators for i, e in enumerate(s.entries) if e["type"] == "seal"]
    words = {}
    for segment in filter(reviewer, segments):
        for index, entry in enumerate(segment.entries):
            who = signed_by.get((segment.open["seg"], index)) if entry["type"] == "countersigned" else None
            if who is None or segment.open["seg"] in strangers:
                continue
            own = segment.open["signer"] in keys or who in walked
            ref = entry["ref"]
            whole = bool(seals) and ref["seg"] == seals[-1][0] and ref["lines"] >= seals[-1][1]
            print("countersigned by %s: %s%s%s" % (who, entry["decision"], ", who walked it" * own, ", in part" * (not whole)))
            if own and required:
                find(INCOMPLETE, segment.place(index), "%s walked this run and cannot review it too" % who)
            elif whole and not own:
                words[who] = (entry["decision"], segment.place(index))
    for who, (decision, place) in words.items():
        if decision == "rejected" and required:
            find(INCOMPLETE, place, "%s did not accept it" % who)
    if required and all(decision == "rejected" for decision, _ in words.values()):
        find(INCOMPLETE, (segments[-1].file, None), "nobody else countersigned it")


def verify(folder, signers, required):
    names = sorted(name for name in (os.listdir(folder) if os.path.isdir(folder) else []) if name.endswith(".jsonl"))
    if not names:
        return find(UNREADABLE, (folder, None), "the folder holds no log")
    read = [Segment(os.path.join(folder, name)) for name in names]
    readable = any(one.readable for one in read)
    for one in read:
        if not one.readable:
            find(TAMPERED if readable else UNREADABLE, (one.file, None), "it cannot be read: it must be a regular file")
    segments = [segment for segment in read if segment.entries]
    # Made, and never got its first whole line: a crash. Its number is in its name alone.
    hollow = {
        int(number[0]): one
        for one in read
        if not one.entries and not one.broken and (number := re.match("[0-9]+", one.file))
    }
    if not segments:
        for number, one in hollow.items():
            check_tail(number, one, [])
        return None if findings else find(INCOMPLETE, (folder, None), "no segment has a whole line")
    segments.sort(key=lambda segment: segment.open["seg"])
    for segment in segments:
        fmt, crit = segment.open.get("fmt"), segment.open["crit"]
        if fmt not in FORMATS:
            find(UNSUPPORTED, (segment.file, 1), "the format %s is not known" % fmt)
        unknown = [i for i, e in enumerate(segment.entries) if e["type"] not in KNOWN and e["type"] in crit]
        if unknown or any(name not in KNOWN for name in crit):
            find(UNSUPPORTED, segment.place(unknown[0] if unknown else 0), "a type that must be known is not")
        check_pin(segment)
        for named in (segment.open["signer"], segment.open.get("session")):
            if named is not None and named.split(" ")[0] not in KEY_TYPES:
                find(UNSUPPORTED, (segment.file, 1), "it names a key of a type that is not known, such as a certificate")
            if named is not None and weak_line(named):
                find(TRUST, (segment.file, 1), "it names a key that is too weak to be believed")
    continued = check_history(segments, hollow)
    covered = {segment.open["seg"]: check_signatures(segment, signers) for segment in segments}
    check_stolen(segments, covered)
    for segment in segments:
        number, all_lines = segment.open["seg"], len(segment.lines)
        later = any(covered.get(other.open["seg"], 0) > 0 for other in segments if other.open["seg"] > number)
        if covered[number] < all_lines and not (number in continued and later):
            find(INCOMPLETE, segment.place(covered[number]), "no signature covers it and what follows")
    check_seal(segments)
    check_handovers(segments, signers)
    check_gates(folder, segments, covered, signers)
    # What was deleted on purpose: only under a signature that is believed.
    redacted = set()
    for segment in segments:
        number = segment.open["seg"]
        later = any(covered[other.open["seg"]] > 0 for other in segments if other.open["seg"] > number)
        upto = len(segment.lines) if number in continued and later else covered[number]
        believed = (signers is None or number not in strangers) and not reviewer(segment)
        redacted |= {e["sha256"] for e in segment.entries[:upto] if e["type"] == "redaction" and believed}
    check_reviews(segments, "countersigned" in required)
    check_objects(folder, [(s.place(i), e) for s in segments for i, e in enumerate(s.entries)], redacted)
    return None


def main(arguments):
    given = {}
    for name in ("--signers", "--revoked", "--roster", "--require"):
        if name in arguments:
            at = arguments.index(name)
            given[name] = arguments[at + 1] if at + 1 < len(arguments) else None
            del arguments[at : at + 2]
    signers = given.get("--signers")
    if given.get("--revoked") is not None:
        revoked.extend(["-r", given["--revoked"]])
    required = (given.get("--require") or "").lower()
    if len(arguments) != 1 or required not in ("", "countersigned"):
        print(__doc__, file=sys.stderr)
        return 64
    read_roster(given.get("--roster"))
    verify(arguments[0], read_signers(signers), required)
    for weight, (file, line), sentence in sorted(findings, key=lambda one: PRECEDENCE.index(one[0])):
        print("%d  %s%s: %s" % (weight, file, "" if line is None else ", line %d" % line, sentence))
    code = next((weight for weight in PRECEDENCE if any(one[0] == weight for one in findings)), 0)
    print("verified" if code == 0 else "exit %d" % code)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
