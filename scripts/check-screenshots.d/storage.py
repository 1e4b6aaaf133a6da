"""Where pictures lie, and under which names."""

import json
import os
import time
from pathlib import Path

import images
from fakes import picture
from images import numbered
from program import TOKEN, Failure
from scenario import NotRun, require, scenario, short


def target(directory, enable=True):
    return {"enable": enable, "type": "flat", "directory": str(directory)}


@scenario("S2", "two targets, one of them new and nested; a disabled one stays untouched", None)
def s2(s):
    web = s.web(picture(s.image))
    targets = [target("pictures"), target("off", False), target("deep/er/pictures")]
    s.start(screenshots={"storageTargets": targets})
    event = s.send(web.url("/s.png"))
    outcome = s.outcome(event)
    wanted = [str(s.program.folder / folder / f"{event.stem}.png") for folder in ("pictures", "deep/er/pictures")]
    require(outcome.get("savedPaths") == wanted, f"{wanted} expected, seen {outcome}")
    require(all(Path(path).read_bytes() == s.image for path in wanted), "another picture is stored")
    require(not (s.program.folder / "off").exists(), "the disabled target was made")
    s.expect("G /s.png")


@scenario("S3", "one target can't be written: the other is kept and the trouble told, without a second download", None)
def s3(s):
    web = s.web(picture(s.image))
    program = s.prepare(screenshots={"storageTargets": [target("pictures"), target("blocked")]})
    (program.folder / "blocked").write_text("a file in place of a directory", encoding="ascii")
    program.start()
    event = s.send(web.url("/s.png"))
    outcome = s.stored(event, s.image)
    require(any("blocked" in problem for problem in outcome["problems"]), f"problems: {outcome['problems']}")
    s.expect("G /s.png")
    s.says(event, "blocked")


@scenario("S3a", "no target can be written: stored in the data directory, or tried again without a download each", None)
def s3a(s):
    web = s.web(picture(s.image))
    program = s.prepare()
    program.pictures.write_text("a file in place of a directory", encoding="ascii")
    program.start()
    event = s.send(web.url("/s.png"))
    outcome = s.outcome(event)
    require(outcome["type"] == "screenshot.stored" and outcome["problems"] and not outcome["savedPaths"],
            f"seen {short(outcome)}")
    s.check_copy(outcome["picture"], s.image)
    s.expect("G /s.png")


@scenario("S5", "kill -9 while pictures are written: nothing half under a final name", None)
def s5(s):
    big = numbered(900, 700)
    web = s.web(picture(big))
    program = s.start(own={"retrySeconds": 600})
    for _ in range(3):
        events = [s.send(web.url(f"/{index}.png"), crop={"width": 800, "height": 600}) for index in range(6)]
        s.until(lambda: any(program.pictures.rglob("*")) or any((program.data / "screenshots").rglob("*.tmp")),
                "nothing is written")
        program.kill()
        check_whole(program)
        program.start()
        for event in events:
            s.stored(event)
    check_whole(program)
    left = [path for path in program.folder.rglob(".vidimus*.tmp")]
    require(not left, f"left behind: {left}")


def check_whole(program):
    """Everything under a final name is a whole picture, and content copies are what their names say."""
    from bench import Bench
    problems = []
    Bench.check_contents(program, problems)
    problems = [problem for problem in problems if not problem.startswith("unfinished")]
    require(not problems, "; ".join(problems))
    for path in program.pictures.glob("[!.]*.png") if program.pictures.exists() else ():
        images.chunks(path.read_bytes())


@scenario("S6", "the same event twice: one file, one more request at most, one row", "none")
def s6(s):
    web = s.web(picture(s.image))
    event = s.send(web.url("/s.png"))
    s.stored(event, s.image)
    status = s.program.request(
        "POST", "/api/v1/audit-event", json.dumps(event.body),
        {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"},
    )
    require(status[0] == 202 and b'"duplicate":true' in status[1].replace(b" ", b""), f"seen {status}")
    time.sleep(0.5)
    require(s.files(event) == [f"{event.stem}.png"], f"files {s.files(event)}")
    require(len(web.seen()) <= 2, f"{len(web.seen())} requests")
    require(len(s.program.outcomes(event, 0)) == 1, "a second outcome")


@scenario("S7", "a name that is taken by other bytes is not overwritten", "none")
def s7(s):
    web = s.web(picture(s.image))
    event = s.event(web.url("/s.png"))
    s.program.pictures.mkdir(exist_ok=True, mode=0o700)
    taken = s.program.pictures / f"{event.stem}.png"
    taken.write_bytes(b"somebody else's")
    taken.chmod(0o600)
    s.post(event)
    outcome = s.outcome(event)
    wanted = [str(s.program.pictures / f"{event.stem}_2.png")]
    require(outcome.get("savedPaths") == wanted, f"{wanted} expected, seen {outcome}")
    require(taken.read_bytes() == b"somebody else's", "a file was overwritten")


@scenario("S7a", "a link in place of the name, and of the directory above", "none")
def s7a(s):
    web = s.web(picture(s.image))
    event = s.event(web.url("/s.png"))
    victim = s.program.folder / f"victim-{s.tag}"
    victim.write_bytes(b"untouched")
    s.program.pictures.mkdir(exist_ok=True, mode=0o700)
    link = s.program.pictures / f"{event.stem}.png"
    os.symlink(victim, link)
    s.post(event)
    outcome = s.outcome(event)
    require(victim.read_bytes() == b"untouched", "a file behind a link was overwritten")
    require(outcome["type"] == "screenshot.stored", f"seen {short(outcome)}")
    link.unlink()
    victim.unlink()


@scenario("S8", "a directory is relative to the working directory; paths are reported absolute", "none")
def s8(s):
    outcome = s.stored(s.send(s.web(picture(s.image)).url("/s.png")), s.image)
    require(all(os.path.isabs(path) for path in outcome["savedPaths"]), f"seen {outcome['savedPaths']}")


@scenario("S9", "kill -9 after 202, before the request: the picture is stored after the restart", None)
def s9(s):
    web = s.web(picture(s.image))
    web.stop()
    program = s.start(own={"retrySeconds": 600})
    event = s.send(web.url("/s.png"))
    program.kill()
    web.start()
    program.start()
    s.stored(event, s.image)
    s.expect("G /s.png")


@scenario("S10", "names: time zones, digits, and characters that no name may have", "none")
def s10(s):
    cases = [
        ("2025-01-02T03:04:05+02:00", "corr1", "20250102T010405.000Z", "corr1"),
        ("2025-01-02T03:04:05.6789Z", "corr1", "20250102T030405.678Z", "corr1"),
        ("2025-01-02T03:04:05.678Z", "../../x y", "20250102T030405.678Z", ".._.._x_y"),
        ("2025-01-02T03:04:05.678Z", "a/b\\c:d*é", "20250102T030405.678Z", "a_b_c_d__"),
    ]
    for timestamp, correlation, stem, name in cases:
        event = s.event(s.web(picture(s.image)).url("/s.png"))
        event.body["timestamp"] = timestamp
        event.body["correlationId"] = correlation
        s.post(event)
        wanted = [str(s.program.pictures / f"{stem}_{event.id}_{name}.png")]
        outcome = s.outcome(event)
        require(outcome.get("savedPaths") == wanted, f"{wanted} expected, seen {outcome}")


@scenario("S11", "more than the directory may hold", None)
def s11(s):
    big = numbered(60, 60)
    noise = big[:33] + images.chunk(b"tEXt", b"a\0" + os.urandom(700_000)) + big[33:]
    web = s.web(picture(noise))
    s.start(own={"maxDirectoryMegabytes": 1})
    first = s.send(web.url("/1.png"))
    s.stored(first)
    other = big[:33] + images.chunk(b"tEXt", b"a\0" + os.urandom(700_000)) + big[33:]
    web.script.answers = [picture(other)]
    second = s.outcome(s.send(web.url("/2.png")), 60)
    problem = str(second.get("problems", "")) + second.get("message", "")
    require("MB" in problem or "megabytes" in problem.lower() or "bytes" in problem, f"seen {second}")
    used = sum(path.stat().st_size for path in s.program.pictures.rglob("*") if path.is_file())
    require(used <= 1024 * 1024, f"{used} bytes in a directory of one megabyte")


@scenario("S12", "vidimus verify finds a picture that was changed, and one that is gone", None)
def s12(s):
    program = s.start()
    outcome = s.stored(s.send(s.web(picture(s.image)).url("/s.png")), s.image)
    program.stop()
    program.verify()
    digest = outcome["picture"]["sha256"]
    copy = program.data / "screenshots" / digest[:2] / f"{digest}.png"
    whole = copy.read_bytes()
    for change in (whole[:-1] + b"\0", whole + b"\0", None):
        copy.unlink()
        if change is not None:
            copy.write_bytes(change)
        try:
            program.verify()
        except Failure:
            continue
        raise Failure(f"vidimus verify is content with {'no picture' if change is None else 'another picture'}")


@scenario("I7", "debug images", None)
def i7(s):
    raise NotRun("the program makes none; cropped pictures keep their original instead, see I1")


@scenario("S14", "patience that ended while the server was away: three attempts are made all the same", None)
def s14(s):
    web = s.web(picture(s.image))
    web.stop()
    program = s.start()
    event = s.send(web.url("/s.png"))
    program.kill()
    time.sleep(2.5)
    program.start()
    time.sleep(0.2)
    web.start()
    s.stored(event, s.image)
