"""Where we ask, how patiently, what we send, and what stops us."""

import json

import pytest
from proposing.stand_in import StandIn, vllm
from proposing.test_answers import GOOD

from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.proposing.address import judged
from paeonia.modules.trials.proposing.client import ATTEMPTS, MOST
from paeonia.modules.trials.proposing.endpoint import Endpoint, setup
from paeonia.modules.trials.proposing.prompt import MOST_LETTERS, TextLine, prompt
from paeonia.modules.trials.proposing.propose import AT_ONCE, propose
from paeonia.record.problems import Refused

ON = {"PAEONIA_PROPOSING_URL": "http://10.1.2.3:8000/v1/", "PAEONIA_PROPOSING_MODEL": "qwen3-32b"}


def test_without_settings_it_is_off_and_says_so():
    found = setup({})
    assert found.endpoint is None and found.problem.code == "proposing-off"
    assert "未启用" in found.problem.text("zh")


def test_with_settings_it_is_on():
    found = setup({**ON, "PAEONIA_PROPOSING_KEY": "k", "PAEONIA_PROPOSING_TIMEOUT": "90",
                   "PAEONIA_PROPOSING_NETWORKS": "198.18.0.0/15"})
    assert found.problem is None
    assert (found.endpoint.url, found.endpoint.host, found.endpoint.seconds) == ("http://10.1.2.3:8000/v1", "10.1.2.3", 90)
    assert not found.endpoint.anywhere and "key" not in repr(found.endpoint)


@pytest.mark.parametrize("wrong", [
    {"URL": "ftp://10.0.0.1/v1"}, {"URL": "10.0.0.1"}, {"URL": "http://user:pw@10.0.0.1/v1"}, {"URL": "http://"},
    {"MODEL": " "}, {"TIMEOUT": "0"}, {"TIMEOUT": "soon"}, {"TIMEOUT": "99999"}, {"NETWORKS": "10.0.0.0/33"}])
def test_a_wrong_setting_turns_it_off(wrong):
    found = setup({**ON, **{f"PAEONIA_PROPOSING_{name}": value for name, value in wrong.items()}})
    assert found.endpoint is None and found.problem.code == "proposing-setting"


@pytest.mark.parametrize("address", [
    "93.184.216.34", "2606:2800:220:1::1", "169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "100.64.0.1",
    "::ffff:93.184.216.34", "192.0.2.1", "255.255.255.255"])
def test_addresses_that_are_not_the_hospitals_are_refused(address):
    with pytest.raises(Refused, match=r"not inside the hospital|is not known"):
        judged(Endpoint("http://model.example/v1", "m"), "model.example", 80, lambda *_: [address])


@pytest.mark.parametrize("address", ["10.0.0.7", "172.31.255.1", "192.168.3.4", "127.0.0.1", "::1", "fd00::5",
                                     "::ffff:10.0.0.7"])
def test_addresses_of_the_hospital_are_spoken_to(address):
    assert judged(Endpoint("http://m/v1", "m"), "m", 80, lambda *_: [address])


def test_a_name_that_also_leads_outside_is_refused():
    with pytest.raises(Refused):
        judged(Endpoint("http://m/v1", "m"), "m", 80, lambda *_: ["10.0.0.7", "93.184.216.34"])


def test_a_range_of_the_hospitals_own_is_allowed_by_name_and_nothing_else_with_it():
    own = setup({**ON, "PAEONIA_PROPOSING_NETWORKS": "198.18.0.0/15"}).endpoint
    assert judged(own, "m", 80, lambda *_: ["198.18.0.9"]) == "198.18.0.9"
    with pytest.raises(Refused):
        judged(own, "m", 80, lambda *_: ["198.20.0.9"])
    anywhere = setup({**ON, "PAEONIA_PROPOSING_ANYWHERE": "1"}).endpoint
    assert judged(anywhere, "m", 80, lambda *_: ["93.184.216.34"])
    with pytest.raises(Refused):        # where clouds hand out their keys: never
        judged(anywhere, "m", 80, lambda *_: ["169.254.169.254"])


def test_the_name_is_looked_up_once_and_the_judged_address_is_used(asked):
    server = StandIn(vllm(GOOD))
    looks = iter([["127.0.0.1"], ["93.184.216.34"]])
    port = server.server_port
    found = propose([TextLine(4, "", "x")], dictionary(), Endpoint(f"http://model.hospital:{port}/v1", "m"),
                    resolver=lambda *_: next(looks))
    assert found.problem is None
    assert server.heads[0][1]["Host"] == f"model.hospital:{port}"
    server.shutdown()
    server.server_close()


def test_a_proxy_of_the_environment_is_not_used(asked, monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    found, _, _ = asked(vllm(GOOD))
    assert len(found.proposals) == 2


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(asked, status):
    found, server, pauses = asked((status, b'{"error": {"message": "busy"}}', {}), vllm(GOOD))
    assert len(found.proposals) == 2 and len(server.asked) == 2 and pauses == [1.0]


def test_the_pause_the_server_asks_for_is_kept_within_reason(asked):
    _, _, pauses = asked((429, b"{}", {"Retry-After": "7"}), (429, b"{}", {"Retry-After": "9999"}), vllm(GOOD))
    assert pauses == [7.0, 20.0]


@pytest.mark.parametrize(("answer", "code", "times"), [
    ((500, b"oops", {"Content-Type": "text/plain"}), "proposing-unreachable", ATTEMPTS),
    ((200, json.dumps(vllm(GOOD)).encode()[:-30], {}), "proposing-unreachable", ATTEMPTS),
    ((401, b'{"error": {"message": "bad key"}}', {}), "proposing-refuses", 1),
    ((404, b'{"error": {"message": "no such model"}}', {}), "proposing-refuses", 1),
    ((302, b"", {"Location": "http://outside.example/v1/chat/completions"}), "proposing-redirect", 1),
    ((307, b"", {"Location": "http://169.254.169.254/"}), "proposing-redirect", 1),
    ((200, b"<html>login</html>", {"Content-Type": "text/html"}), "proposing-not-chat", 1),
    ((200, b'data: {"choices": []}\n\n', {"Content-Type": "text/event-stream"}), "proposing-not-chat", 1),
    ((200, b'{"choices": []}', {}), "proposing-not-chat", 1),
    ((200, b'{"choices": [{"message": {"content": null}}]}', {}), "proposing-not-chat", 1),
    ((200, b'[1]', {}), "proposing-not-chat", 1),
    ((200, b"{" + b" " * (MOST + 10) + b"}", {}), "proposing-too-long", 1),
    ((200, b"\x1f\x8b", {"Content-Encoding": "gzip"}), "proposing-not-chat", 1),
    (2.0, "proposing-too-slow", 1),
], ids=str)
def test_what_stops_us_is_said_and_nothing_is_proposed(asked, answer, code, times):
    found, server, _ = asked(answer, seconds=0.5)
    assert found.problem.code == code and not found.proposals
    assert len(server.asked) == times
    assert found.problem.text("zh") != found.problem.text("en")


def test_nobody_there_is_said():
    found = propose([TextLine(1, "", "x")], dictionary(), Endpoint("http://127.0.0.1:9/v1", "m", seconds=1),
                    wait=lambda _: None)
    assert found.problem.code == "proposing-unreachable"


def test_only_the_text_and_the_dictionary_are_sent(asked):
    lines = [TextLine(4, "inclusion", "Bilirubin no higher than 1.5 times the upper limit")]
    _, server, _ = asked(vllm(GOOD), lines=lines)
    (body,), ((path, head),) = server.asked, server.heads
    assert path == "/v1/chat/completions"
    assert set(body) == {"model", "messages", "temperature", "stream", "max_tokens"} and body["stream"] is False
    assert body["messages"] == prompt(lines, dictionary())
    assert {name.lower() for name in head} == {"host", "accept", "accept-encoding", "user-agent", "connection",
                                               "content-length", "content-type"}
    assert "bilirubin" in body["messages"][1]["content"] and "trastuzumab" not in body["messages"][1]["content"]


def test_the_key_goes_to_the_server_and_into_no_text(asked):
    found, server, _ = asked((401, b"{}", {}), key="sesame-open")
    assert server.heads[0][1]["Authorization"] == "Bearer sesame-open"
    assert "sesame-open" not in repr(found)


def test_many_lines_are_asked_in_small_questions_and_a_failure_keeps_what_was_answered(asked):
    lines = [TextLine(n, "inclusion", f"Bilirubin at most {n} x ULN") for n in range(1, 2 * AT_ONCE + 1)]
    first = "\n".join(f'{{"line": {n}, "sentence": {{"bilirubin": {{"at most": "{n} x ULN"}}}}}}'
                      for n in range(1, AT_ONCE + 1))
    found, server, _ = asked(vllm(first), (401, b"{}", {}), lines=lines)
    assert [one.line for one in found.proposals] == list(range(1, AT_ONCE + 1))
    assert found.problem.code == "proposing-refuses" and len(server.asked) == 2


def test_the_prompt_stays_small_whatever_the_lines_speak_of():
    words = " ".join(entry.words["en"] for entry in dictionary().variables.values())
    lines = [TextLine(n, "exclusion", words[n * 1000:n * 1000 + 1500]) for n in range(6)]
    sent = prompt(lines, dictionary())
    assert sum(len(message["content"]) for message in sent) <= MOST_LETTERS
    assert all(json.dumps(line.text, ensure_ascii=False) in sent[1]["content"] for line in lines)


def test_the_sentences_the_prompt_teaches_are_sentences_of_the_language():
    from paeonia.criteria.read import sentence
    from paeonia.modules.trials.proposing.prompt import TEACHING

    taught = [row.split("   ")[0].strip() for row in TEACHING.splitlines() if row.startswith('{"') and "[.." not in row]
    examples = [json.loads(row) for row in taught if '"line"' not in row.split(":")[0]]
    assert len(examples) >= 10
    for example in examples:
        sentence(example, dictionary())
