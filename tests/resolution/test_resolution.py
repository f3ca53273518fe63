"""What must come together and what must stay apart."""

from itertools import combinations

import pytest

from graph.resolution.model import Judgement, Mention, Resolution
from graph.resolution.resolve import resolve
from graph.resolution.same import same
from tests.resolution.things import HERE, Block, Pair, read_blocks, read_mention, read_pairs

BLOCKS = list(read_blocks("timeline.txt"))
ROWS = [block for block in BLOCKS if block.is_row]
PAIRS = list(read_pairs("names.txt"))
ONE, TWO = (HERE / "pairs.txt").read_text("utf-8").split("\n\n", 1)[1].split("\n----\n")
PLACES = ("石桥区", "青州市")


@pytest.fixture(scope="module")
def whole() -> Resolution:
    return resolve(m for block in BLOCKS for m in block.mentions)


def ids(resolution: Resolution, block: Block) -> set[str]:
    return {resolution.whole(m).id for m in block.mentions}


def test_the_cases_are_all_read() -> None:
    assert len(ROWS) >= 25 and len(BLOCKS) - len(ROWS) >= 25 and len(PAIRS) >= 30


@pytest.mark.parametrize("block", ROWS, ids=lambda block: block.title)
def test_one_thing_through_the_years(block: Block, whole: Resolution) -> None:
    assert len(ids(whole, block)) == 1


def test_nothing_that_merely_resembles_is_merged(whole: Resolution) -> None:
    wrong = [
        (a.title or a.mentions[0].label, b.title or b.mentions[0].label)
        for a, b in combinations(BLOCKS, 2)
        if ids(whole, a) & ids(whole, b)
    ]
    assert not wrong


def entities(line: str) -> int:
    """How many things a line's two mentions are."""
    county = ("临泽县", "张掖市", "甘肃省")
    return len(
        resolve(read_mention(one.strip(), region="620723", places=county) for one in line.split(";")).entities
    )


@pytest.mark.parametrize("line", ONE.splitlines())
def test_one_thing_by_two_names(line: str) -> None:
    assert entities(line) == 1


@pytest.mark.parametrize("line", TWO.splitlines())
def test_two_things_that_resemble_each_other(line: str) -> None:
    assert entities(line) == 2


def mention(kind: str, label: str, document: str) -> Mention:
    return Mention(kind, label, "x", places=PLACES, document=document, year=2023)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.kind} {pair.first} {pair.second}")
def test_two_names(pair: Pair) -> None:
    mentions = [mention(pair.kind, pair.first, "a"), mention(pair.kind, pair.second, "b")]
    answers = list(same(mentions, resolve(mentions), pair.first, pair.second))
    assert [answer.judgement.value for answer in answers] == [pair.expected]
    assert all(answer.because for answer in answers)


def test_a_short_form_that_fits_two_firms_stays_apart() -> None:
    mentions = [mention("enterprise", name, "a") for name in ("青禾纸业", "青禾化工", "青禾")]
    found = resolve(mentions)
    assert len({found.of(m).id for m in mentions}) == 3


def test_the_same_name_in_two_counties_is_two_things() -> None:
    line = "2023 a 崇德大道"
    mentions = [read_mention(line, region="370812"), read_mention(line, region="370828")]
    assert len(resolve(mentions).entities) == 2


def test_a_name_that_only_one_park_begins_with_is_its_short_form_and_of_two_is_none() -> None:
    lines = ["2022 a 中欧产业园", "2023 b 中欧数控机床产业园"]
    assert len(resolve(map(read_mention, lines)).entities) == 1
    assert len(resolve(map(read_mention, [*lines, "2023 b 中欧医疗器械产业园"])).entities) == 3


def test_what_forbids_a_merge_forbids_it_by_way_of_a_third() -> None:
    lines = [
        "2022 a 600万条轿车胎 | 青禾轮胎",
        "2023 b 轿车胎 | 青禾轮胎",
        "2024 c 400万条轿车胎 | 青禾轮胎",
    ]
    mentions = list(map(read_mention, lines))
    found = resolve(mentions)
    assert found.of(mentions[0]) != found.of(mentions[2])
    assert any(i.judgement is Judgement.UNSURE and "不合" in i.reason for i in found.identities)


def test_the_order_of_the_documents_changes_nothing(whole: Resolution) -> None:
    again = resolve(m for block in reversed(BLOCKS) for m in reversed(block.mentions))
    assert again.entities == whole.entities and again.identities == whole.identities


def test_every_judgement_says_why_with_its_evidence(whole: Resolution) -> None:
    assert whole.identities
    for identity in whole.identities:
        assert identity.reason and 0 <= identity.score <= 1 and identity.evidence


def test_two_names_have_one_judgement_however_often_they_are_met() -> None:
    lines = ["2022 a 今麦郎高端饮品 | 今麦郎", "2023 b 今麦郎高端饮品 | 今麦郎", "2024 c 高端饮品 | 今麦郎"]
    found = resolve(map(read_mention, lines))
    assert len(found.identities) == 3
    assert [(i.first.label, i.second.label) for i in found.between_names] == [("今麦郎高端饮品", "高端饮品")]


def test_a_thing_that_county_and_city_both_name_belongs_to_the_county() -> None:
    county = read_mention("2023 a 崇德大道", region="370812", within=("3708",))
    city = read_mention("2023 b 崇德大道", region="3708", places=("济宁市", "山东省"))
    assert [e.id for e in resolve([city, county]).entities] == ["project/370812/崇德大道"]


def test_what_every_county_has_is_not_the_citys() -> None:
    county = read_mention("2023 a 市民文化中心", region="370812", within=("3708",))
    city = read_mention("2023 b 市民文化中心", region="3708", places=("济宁市", "山东省"))
    assert len(resolve([city, county]).entities) == 2
