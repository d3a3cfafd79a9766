"""The served pages: who may see them, who may write, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligncheck.findings.decisions import load_decisions
from aligncheck.review.decision_store import DecisionStore
from aligncheck.write.report_json import read_report

pytest.importorskip("filelock")
testclient = pytest.importorskip("starlette.testclient")

from aligncheck.review.report_session import ReportSession  # noqa: E402
from aligncheck.review.review_app import build_app  # noqa: E402

SAMPLE = Path(__file__).parents[1] / "write" / "sample.json"
TOKEN = "a-token-of-tests"  # noqa: S105 - of no server
ENTRY = {"fingerprint": "ab", "verdict": "dismiss", "reason": "said before"}
CHANGES = [{"fingerprint": "ab", "entry": ENTRY}]


@pytest.fixture
def client(tmp_path: Path):
    store = DecisionStore(tmp_path / "decisions.jsonl")
    app = build_app([ReportSession(read_report(SAMPLE), store, None)], TOKEN)
    return testclient.TestClient(app, base_url="http://127.0.0.1:8123")


def write(client, **headers: str):
    return client.post("/report/0/decisions", json=CHANGES, headers=headers)


def test_the_page_is_shown_to_who_has_the_token(client) -> None:
    page = client.get("/", params={"token": TOKEN})
    assert page.status_code == 200
    assert 'data-base="/report/0/"' in page.text
    assert "connect-src &#39;self&#39;" in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", ["/", "/report/0/", "/report/0/events", "/report/0/decisions"])
def test_without_the_token_there_is_nothing(client, path: str) -> None:
    for query in ("", "?token=wrong", "?token=é"):
        assert client.get(path + query).status_code == 403


def test_a_foreign_host_or_origin_is_refused(client) -> None:
    assert client.get(f"/?token={TOKEN}", headers={"host": "evil.example"}).status_code == 400
    evil = {"origin": "http://evil.example", "x-aligncheck-token": TOKEN}
    assert write(client, **evil).status_code == 403
    null = {"origin": "null", "x-aligncheck-token": TOKEN}
    assert write(client, **null).status_code == 403


def test_writing_needs_the_token_in_a_header(client, tmp_path: Path) -> None:
    assert write(client).status_code == 403
    assert client.post(f"/report/0/decisions?token={TOKEN}", json=CHANGES).status_code == 403
    assert not (tmp_path / "decisions.jsonl").exists()
    own = {"origin": "http://127.0.0.1:8123", "x-aligncheck-token": TOKEN}
    assert write(client, **own).status_code == 200
    (kept,) = load_decisions(tmp_path / "decisions.jsonl")
    assert (kept.fingerprint, kept.reason) == ("ab", "said before")


def test_nothing_but_the_reports_is_served(client) -> None:
    for path in ("/report/1/", "/report/../../etc/passwd", "/static/report.js", "/report/0/x"):
        assert client.get(path, params={"token": TOKEN}).status_code == 404


def test_what_is_no_decision_changes_nothing(client, tmp_path: Path) -> None:
    send = {"x-aligncheck-token": TOKEN}
    assert client.post("/report/0/decisions", content=b"{", headers=send).status_code == 409
    bad = [{"fingerprint": "ab", "entry": {"fingerprint": "ab", "verdict": "perhaps"}}]
    answer = client.post("/report/0/decisions", json=bad, headers=send)
    assert answer.status_code == 409
    assert "verdict must be" in answer.text
    assert not (tmp_path / "decisions.jsonl").exists()


def test_the_page_shows_what_the_file_holds(client, tmp_path: Path) -> None:
    write(client, **{"x-aligncheck-token": TOKEN})
    assert "said before" in client.get("/report/0/", params={"token": TOKEN}).text
    (tmp_path / "decisions.jsonl").write_text("no decision\n", encoding="utf-8")
    answer = client.get("/report/0/", params={"token": TOKEN})
    assert (answer.status_code, "decisions.jsonl:1" in answer.text) == (500, True)


def test_several_reports_have_an_index(tmp_path: Path) -> None:
    store = DecisionStore(tmp_path / "decisions.jsonl")
    sessions = [ReportSession(read_report(SAMPLE), store, None) for _ in range(2)]
    client = testclient.TestClient(build_app(sessions, TOKEN), base_url="http://127.0.0.1")
    index = client.get("/", params={"token": TOKEN}).text
    assert f"/report/1/?token={TOKEN}" in index
    assert "half-year.en.md" in index
