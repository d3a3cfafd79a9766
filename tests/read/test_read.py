from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from aligncheck.document import Kind, Lang, Layout, Material
from aligncheck.errors import AlignCheckError, ReadError, UsageError
from aligncheck.read import read_material
from aligncheck.read.language_identification import foreign_language, paragraph_language

ZH = "磨坊的历史\n\n磨坊立在山谷大路的尽头。\n\n没有人知道是谁建的。\n"
EN = "The Mill\n\nThe mill stood at the end of the valley road.\n\nNobody knew who built it.\n"


@pytest.fixture
def put(tmp_path: Path):
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def order(material: Material) -> list[tuple[str, int, str]]:
    both = [(p.block, p.line, "zh") for p in material.source.paragraphs]
    both += [(p.block, p.line, "en") for p in material.target.paragraphs]
    assert [block for block, _, _ in sorted(both)] == list(range(len(both)))
    return [(lang, line, _text(material, block)) for block, line, lang in sorted(both)]


def _text(material: Material, block: int) -> str:
    sides = (*material.source.paragraphs, *material.target.paragraphs)
    return next(p.text for p in sides if p.block == block)


@pytest.mark.parametrize("swapped", [False, True])
def test_two_files_are_told_apart_by_script(put, swapped: bool) -> None:
    zh, en = put("a.txt", ZH), put("b.md", EN)
    material = read_material([en, zh] if swapped else [zh, en])
    assert material.layout is Layout.DOCUMENTS
    assert (material.source.path, material.target.path) == (str(zh), str(en))
    assert (material.source.format, material.target.format) == ("text", "markdown")
    assert material.source.digest == sha256(zh.read_bytes()).hexdigest()
    assert [p.index for p in material.target.paragraphs] == [0, 1, 2]
    assert any("taken in that order" in note for note in material.notes) is swapped


def test_chinese_left_in_the_english_file_stays_there(put) -> None:
    material = read_material([put("a.txt", ZH), put("b.txt", EN + "\n没有人知道是谁建的。\n")])
    assert material.target.paragraphs[-1].text == "没有人知道是谁建的。"


def test_a_chinese_text_full_of_latin_words_is_still_the_chinese_one(put) -> None:
    zh = "用 RandomForestClassifier 和 StandardScaler 训练 DecisionTreeRegressor 模型。\n" * 3
    material = read_material([put("b.txt", EN), put("a.txt", zh)])
    assert material.source.path.endswith("a.txt")


def test_an_interleaved_page_keeps_its_blocks(put) -> None:
    text = (
        "The Mill\n\n(1) The Road\n\n(一) 大路\n\nThe mill stood at the end of the road of Li An "
        "(李安) and the “Daily” [日报].\n\n磨坊立在大路的尽头 (Li An)。\n\nNobody had built it.\n\n"
        "[译注：确有其事。]\n"
    )
    material = read_material([put("a.txt", text)])
    assert material.layout is Layout.INTERLEAVED
    assert [(lang, line) for lang, line, _ in order(material)] == [
        ("en", 1), ("en", 3), ("zh", 5), ("en", 7), ("zh", 9), ("en", 11), ("zh", 13)
    ]  # fmt: skip
    assert material.source.paragraphs[-1].kind is Kind.NOTE
    assert [p.index for p in material.source.paragraphs] == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "磨坊的历史 / A History of the Mill\n大路很长。\tThe road was long.\n",
         "zh en zh en"),
        ("a.md", "# 磨坊 / The Mill\n\nThe road was long.\n大路很长。\n", "zh en en zh"),
        ("a.md", "| 原文 | English |\n|-|-|\n| 大路很长。 | The road was long. |\n",
         "zh en zh en"),
        ("a.html", "<p>The road was long.<br>大路很长。<p>Rain.<p>下雨。", "en zh en zh"),
        ("a.html", "<table><tr><td>The road was long.<td>大路很长。</table>", "en zh"),
        ("a.txt", "The word 道 / way is old, he said.\n道这个词 is old 很古老了。\n", "en zh"),
        ("a.txt", "Year one was long.\n1980\n第一年很长，1981\n1982\n", "en en zh zh"),
    ],
)  # fmt: skip
def test_cuts_lines_of_two_languages_only_where_unmistakable(put, name, text, expected) -> None:
    material = read_material([put(name, text)])
    assert material.layout is Layout.INTERLEAVED
    assert " ".join(lang for lang, _, _ in order(material)) == expected


def test_one_language_after_the_other_is_two_documents(put) -> None:
    material = read_material([put("a.txt", ZH + "\n" + EN)])
    assert material.layout is Layout.DOCUMENTS
    assert (len(material.source.paragraphs), len(material.target.paragraphs)) == (3, 3)
    assert any("one after the other" in note for note in material.notes)


@pytest.mark.parametrize(
    "extra",
    [
        "",
        "张三 (Zhang San)\n",
        "李安 (Li An), “The Mill [磨坊]”, 2001\n",
        "作者：李安\n",
        "《日报》2001年第3期\n",
    ],
)
def test_english_alone_has_no_original(put, extra: str) -> None:
    path = put("a.txt", EN + extra)
    material = read_material([path])
    assert material.layout is Layout.TARGET_ONLY
    assert material.source.paragraphs == ()
    assert (material.source.path, material.source.lang) == (str(path), Lang.ZH)
    assert len(material.target.paragraphs) == 3 + bool(extra)


def test_leaves_out_furniture_and_says_so(put) -> None:
    text = f"Return to the Library\n\n{EN}\nTo top\n\nFacebookTwitterPrint\n"
    path = put("a.txt", text)
    material = read_material([path])
    assert material.notes == (f"{path}: 3 lines of page furniture left out",)
    assert material.target.paragraphs[0].text == "The Mill"


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ([ZH], "Chinese alone, no translation given"),
        ([ZH, ZH], "are both Chinese; give the English translation"),
        ([EN, EN], "are both English; give the Chinese original"),
        (["Мельница стояла в конце дороги.\n"], "it seems to be Cyrillic"),
        ([ZH, "水車小屋は谷の道のはてにありました。だれがたてたのかはわかりません。\n"],
         "it seems to be Japanese"),
        (["길 끝에 방앗간이 있었다. 아무도 몰랐다.\n", EN], "it seems to be Korean"),
        ([ZH, "Le moulin est dans la vallée et les gens du village ne savent pas qui a fait la "
          "maison pour le meunier des eaux, ni pour qui. Sur la route des moulins une dame est là "
          "avec du pain et des fruits pour les enfants.\n"], "it seems to be French"),
        (["1980 3.5\n1981 3.6\n"], "it holds no words of either"),
    ],
)  # fmt: skip
def test_files_that_make_no_check(put, contents: list[str], said: str) -> None:
    paths = [put(f"{n}.txt", text) for n, text in enumerate(contents)]
    with pytest.raises(UsageError) as caught:
        read_material(paths)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert any(str(path) in str(caught.value) for path in paths)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", "", "the file is empty"),
        ("a.txt", "\ufeff \n\t\n", "the file is empty"),
        ("a.md", "---\ntags: x\n---\n", "holds no text"),
        ("a.html", "<html><script>x</script></html>", "holds no text"),
        ("a.txt", "To top\nShare\n", "nothing but page furniture"),
        ("a.doc", b"PK\x03\x04", "old Word files are not read"),
        ("a.rtf", "x", "RTF files are not read"),
        ("a.bin", b"PK\x03\x04", "a ZIP archive"),
        ("a.txt", b"caf\xe9 au lait", "not UTF-8 at byte 3"),
    ],
)
def test_files_that_cannot_be_read(put, name: str, content: str | bytes, said: str) -> None:
    path = put(name, content)
    with pytest.raises(ReadError) as caught:
        read_material([path])
    assert str(caught.value).startswith(str(path))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_files_and_directories(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read_material([tmp_path / "none.txt"])
    with pytest.raises(ReadError, match="a directory"):
        read_material([tmp_path])
    with pytest.raises(UsageError, match="one or two files"):
        read_material([])


@pytest.mark.parametrize("name", ["a", "a.zh", "a.log", "a.TXT"])
def test_unknown_suffixes_are_plain_text(put, name: str) -> None:
    assert read_material([put(name, EN)]).target.format == "text"


def test_html_without_its_suffix_is_known_by_its_beginning(put) -> None:
    assert read_material([put("a", f"<!doctype html><p>{EN}")]).target.format == "html"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("(一) 思想上", Lang.ZH),
        ("By 张三 (Zhang San)", Lang.EN),
        ("The word 道 and the book 道德经 are old.", Lang.EN),
        ("使用 scikit-learn 的 RandomForestClassifier 训练", Lang.ZH),
        ("李安 (Anthony Lee) 说他不知道。", Lang.ZH),
        ("李安 (Li An), Director of the Institute", Lang.EN),
        ("1989", None),
        ("Дорога", None),
        ("GDP增长", Lang.ZH),
    ],
)
def test_tells_the_language_of_a_paragraph(text: str, lang: Lang | None) -> None:
    assert paragraph_language(text) is lang


def test_english_and_chinese_are_not_foreign() -> None:
    assert foreign_language([EN * 5]) is None
    assert foreign_language([ZH, "俄文名 (Дмитрий Фёдорович Иванов) 在此。"]) is None


def test_a_reader_is_loaded_on_first_use() -> None:
    code = (
        "import sys, aligncheck.read as r; names = ('plain', 'markdown', 'html', 'rows');"
        "print([n for n in names if f'aligncheck.read.{n}' in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.is_dir(), reason="no reference material beside the checkout")
def test_reads_a_real_side_by_side_page() -> None:
    material = read_material([SEEDS / "interpret_cpsu_side_by_side.txt"])
    assert material.layout is Layout.INTERLEAVED
    kinds = [p.kind for p in material.source.paragraphs]
    assert (kinds.count(Kind.HEADING), kinds.count(Kind.BODY)) == (15, 4)
    assert [p.line for p in material.source.paragraphs][:4] == [28, 38, 51, 58]
    assert order(material)[0][1] == 3
    assert len(order(material)) == 68


def test_errors_are_of_one_family() -> None:
    assert issubclass(ReadError, AlignCheckError)
