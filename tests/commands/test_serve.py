"""`vademecum serve`: what an author sees of an edit, and what becomes of bad input."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import struct
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.conftest import SMALL, Desk
from tests.preview.serving import WAIT, Served, family, is_there, picture, served
from tests.trying import left_to_the_gates, swept
from vademecum.cli import main
from vademecum.commands import serve as command

Captured = pytest.CaptureFixture[str]
VIEW = "guide=small&language=ar&product=card&paper=id1"
CARDS = ("-p", "card", "-l", "ar")

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of the small guide's card, of which nothing is edited."""
    folder = tmp_path_factory.mktemp("still")
    shutil.copytree(SMALL, folder / "content" / "small")
    with served(folder, *CARDS) as found:
        with found.events(VIEW) as events:
            events.until("made")
        yield found
        assert found.process.poll() is None, "something has ended it"


def test_an_edit_is_seen_and_a_problem_too_and_the_last_good_page_stays(desk: Desk) -> None:
    with served(desk.folder, *CARDS) as server, server.events(VIEW) as events:
        first = events.until("made")["parts"]
        before = server.body(picture(first))
        assert before.startswith(b"\x89PNG")
        assert "up to date" in first["status"]

        desk.edit("words/ar.yaml", "بطاقة صغيرة", "بطاقة كبيرة")
        second = first
        while picture(second) == picture(first):
            second = events.until("made")["parts"]
        assert server.body(picture(second)) != before
        assert (desk.folder / "dist/small/ar/small_ar_card_id1.pdf").read_bytes() in (
            server.body(link(second)),
        )

        desk.edit("words/ar.yaml", "{fine} ", "")
        third = events.until("faulty")["parts"]
        assert "content/small/words/ar.yaml:22:13" in third["problems"]
        assert "placeholder-lost" in third["problems"]
        assert "put it where the value is to stand" in third["problems"]
        assert picture(third) == picture(second)
        assert "Older than your words" in third["papers"]
        assert "Older than your words" not in second["papers"]
        assert "1 problem" in third["status"]

        desk.edit("words/ar.yaml", "بطاقة كبيرة", "بطاقة صغيرة {fine}")
        events.until("faulty")
        shutil.copyfile(SMALL / "words" / "ar.yaml", desk.guide / "words" / "ar.yaml")
        last = events.until("made")["parts"]
        assert 'class="error"' not in last["problems"]
        assert picture(last) == picture(first)  # by its content

        others = family(server.process.pid)
        assert others
        assert server.stop() == 0
        assert server.said.endswith("\nstopped serving\n")
        assert "Traceback" not in server.said
        assert not [pid for pid in others if is_there(pid)]


def link(parts: dict[str, str]) -> str:
    """Return the address of the PDF."""
    return parts["status"].partition('href="')[2].partition('"')[0]


def test_a_guide_that_is_broken_from_the_start_is_shown_once_it_is_mended(desk: Desk) -> None:
    whole = (desk.guide / "guide.yaml").read_text("utf-8")
    (desk.guide / "guide.yaml").write_text(whole.replace("blocks:", "blocks: [", 1))
    with served(desk.folder, "-l", "en") as server:
        answer = server.get("/")
        assert answer.getheader("location") == "/?guide=small&language=en&product=&paper="
        with server.events("guide=small&language=en&product=&paper=") as events:
            told = events.until("faulty")["parts"]
            assert "content/small/guide.yaml" in told["problems"]
            assert "There is no page yet" in told["papers"]
            (desk.guide / "guide.yaml").write_text(whole)
            while not (lead := events.next()["lead"]):
                pass
            assert lead == "/?guide=small&language=en&product=checklist&paper=a4"
        with server.events("guide=small&language=en&product=card&paper=id1") as events:
            assert picture(events.until("made")["parts"])
        made = {path.name for path in (desk.folder / "dist").rglob("*.pdf")}
        assert made == {"small_en_card_id1.pdf"}, "what nobody looks at is not made"


@left_to_the_gates
def test_what_partners_have_of_a_guide_is_looked_at_by_itself(desk: Desk) -> None:
    own = desk.guide / "partners" / "inn"
    own.mkdir(parents=True)
    (own / "partner.yaml").write_text("name: Example Inn\nlanguages: [en]\n")
    with served(desk.folder, *CARDS[:2]) as server:
        assert "small@inn" in server.body(f"/?{VIEW}").decode()
        query = "guide=small%40inn&language=en&product=card&paper=id1"
        assert server.get("/?guide=small%40inn").getheader("location") == f"/?{query}"
        with server.events(query) as events:
            assert picture(events.until("made")["parts"])
        made = {path.name for path in (desk.folder / "dist").rglob("*.pdf")}
        assert {name for name in made if "@" in name} == {"small@inn_en_card_id1.pdf"}


@left_to_the_gates
def test_what_is_gone_for_a_while_is_told_and_comes_back(desk: Desk) -> None:
    with served(desk.folder, *CARDS, "small") as server, server.events(VIEW) as events:
        first = events.until("made")["parts"]
        desk.guide.rename(desk.folder / "away")
        told = events.until("faulty")["parts"]
        assert "unknown guide" in told["problems"]
        assert picture(told) == picture(first)
        (desk.folder / "away").rename(desk.guide)
        assert picture(events.until("made")["parts"]) == picture(first)


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/", VIEW),
        ("/?guide=nobody", VIEW),
        ("/?guide=../../etc&language=ar", VIEW),
        ("/?language=tlh&product=card", VIEW),
        ("/?guide=small&language=ar&product=poster&paper=a0", VIEW),
        ("/?guide=small&paper=id1&product=card&language=ar&x=y", VIEW),
        ("/?" + "guide=small&" * 2000, VIEW),
    ],
)
def test_what_there_is_not_leads_to_the_nearest_that_there_is(
    still: Served, path: str, to: str
) -> None:
    answer = still.get(path)
    assert (answer.status, answer.getheader("location")) == (303, f"/?{to}")


REFUSED = [
    # how, what, with which headers; the status
    ("GET", "/", {"Host": "evil.example"}, 400),
    ("GET", "/", {"Host": "evil.example:8765"}, 400),
    ("GET", "/", {"Host": "127.0.0.1.evil.example"}, 400),
    ("GET", "/", {"Host": ""}, 400),
    ("GET", f"/events?{VIEW}", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}, 403),
    ("GET", f"/?{VIEW}", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate",
                          "Sec-Fetch-Dest": "iframe"}, 403),
    ("GET", "/pages/0123456789abcdef/0", {}, 404),
    ("GET", "/pages/../0", {}, 404),
    ("GET", "/pages/x/-1", {}, 404),
    ("GET", "/assets/../page.html.j2", {}, 404),
    ("GET", "/assets/%2e%2e/page.html.j2", {}, 404),
    ("GET", "/assets/..%2fpage.html.j2", {}, 404),
    ("GET", "/assets//etc/passwd", {}, 404),
    ("GET", "/site/../manifest.json", {}, 404),
    ("GET", "/site/%2e%2e/%2e%2e/content/small/facts.yaml", {}, 404),
    ("GET", "/dist/manifest.json", {}, 404),
    ("POST", f"/?{VIEW}", {}, 405),
    ("PUT", "/assets/preview.js", {}, 405),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "headers", "status"), REFUSED)
def test_nobody_else_is_answered_and_nothing_outside_is_given(
    still: Served, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    assert still.get(path, headers, method).status == status


def test_a_person_may_follow_a_link_to_it(still: Served) -> None:
    headers = {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
        "Host": f"localhost:{still.port}",
    }
    assert still.get(f"/?{VIEW}", headers).status == 200


def test_every_answer_bars_what_the_page_does_not_need(still: Served) -> None:
    for path in (f"/?{VIEW}", "/assets/preview.js", "/site/", "/pages/x/0"):
        policy = still.get(path).getheader("content-security-policy", "")
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert "worker-src 'none'" in policy
    text = still.body(f"/?{VIEW}").decode()
    assert " style=" not in text
    assert "<style" not in text


@pytest.mark.parametrize(
    ("asked", "wide"),
    [("", 400), ("1", 400), ("401", 800), ("2400", 2400), ("99999", 2400)]
    + [(odd, 400) for odd in ("-5", "1e9", "9" * 40, "٣٠٠", "x")],
)
def test_a_picture_is_as_wide_as_is_asked_within_bounds(
    still: Served, asked: str, wide: int
) -> None:
    address = picture({"papers": still.body(f"/?{VIEW}").decode()}).partition("?")[0]
    from urllib.parse import quote

    data = still.body(f"{address}?width={quote(asked)}")
    width, _ = struct.unpack(">II", data[16:24])
    assert width == wide
    assert "immutable" in still.get(address).getheader("cache-control", "")
    assert still.get(f"{address[:-1]}2").status == 404  # a card has two pages


@pytest.mark.parametrize("how", ["close", "reset", "half a request", "nonsense"])
def test_a_browser_that_goes_in_the_middle_is_no_trouble(still: Served, how: str) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", still.port), WAIT) as browser:
            if how == "nonsense":
                browser.sendall(b"\x16\x03\x01 nonsense \r\n\r\n")
            elif how == "half a request":
                browser.sendall(b"GET /events HTTP/1.1\r\nHost: 127")
            else:
                host = f"Host: 127.0.0.1:{still.port}"
                browser.sendall(f"GET /events?{VIEW} HTTP/1.1\r\n{host}\r\n\r\n".encode())
                assert browser.recv(10)
            if how == "reset":
                linger = struct.pack("ii", 1, 0)
                browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    assert still.get(f"/?{VIEW}").status == 200
    assert "Traceback" not in still.said


@pytest.mark.parametrize("dies", swept(("the builder", "the server"), "the builder"))
def test_neither_process_outlives_the_other(desk: Desk, dies: str) -> None:
    with served(desk.folder, *CARDS) as server:
        server.wait_for("1 file made")
        others = family(server.process.pid)
        if dies == "the builder":
            server.process.kill()
            server.process.wait()
        else:
            os.kill(others[0], signal.SIGKILL)
            assert server.process.wait(WAIT) == 1
            assert server.said.endswith("the server has ended by itself; start it again\n")
        end = time.monotonic() + WAIT
        while [pid for pid in others if is_there(pid)]:
            assert time.monotonic() < end
            time.sleep(0.02)
        with pytest.raises(OSError):
            HTTPConnection("127.0.0.1", server.port, timeout=1).connect()


def test_ctrl_c_ends_it_while_a_browser_listens_and_a_page_is_made(desk: Desk) -> None:
    with served(desk.folder) as server, server.events("guide=small&language=en") as events:
        events.next()
        others = family(server.process.pid)
        assert server.stop() == 0
        assert "Traceback" not in server.said
        assert not [pid for pid in others if is_there(pid)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--port", "http"], "'http' is not a valid integer range"),
        (["--port", "65536"], "65536 is not in the range"),
        (["--port", "-1"], "-1 is not in the range"),
        (["nobody"], "Error: unknown guide 'nobody'; known are: small"),
        (["-l", "tlh"], "Error: unknown language 'tlh'"),
        (["-p", "poster"], "Error: unknown product 'poster'"),
        (["-s", "a0"], "Error: unknown paper 'a0'"),
        (["-o", "content"], "Error: content holds content"),
        (["-o", "mine"], "Error: mine holds files that Vademecum did not make: diary.txt"),
    ],
)
def test_wrong_usage_is_told_in_a_line(
    desk: Desk, capsys: Captured, arguments: list[str], told: str
) -> None:
    (desk.folder / "mine").mkdir()
    (desk.folder / "mine" / "diary.txt").write_text("dear diary")
    assert main(["serve", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_port_in_use_is_told(desk: Desk, capsys: Captured) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    assert f"Error: port {port} cannot be served: address already in use; " in (
        capsys.readouterr().err
    )


def test_without_the_extra_the_line_to_type_is_told(
    desk: Desk, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "uvicorn" else name)
    assert main(["serve"]) == 2
    assert capsys.readouterr().err == (
        "Error: serving needs uvicorn; run: pip install 'vademecum[serve]'\n"
    )
