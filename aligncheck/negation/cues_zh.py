"""Read negation, duty, leave and limits in Chinese.

>>> [(cue.force.value, cue.span.cut("不得转让")) for cue in find_cues_zh("不得转让")]
[('not', '不得')]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from aligncheck.document import Span
from aligncheck.negation.cues import Cue, Force
from aligncheck.text.normalise import simplify
from aligncheck.text.words import zh_word_table

# Words that hold a negating character and deny nothing.
_NEUTRAL = """
不断 不仅 不但 不只 不光 不单 不独 不管 不论 无论 不过 只不过 无数 未来
非常 非洲 南非 西非 北非 东非 中非 亚非 泛非 莫非 莫斯科 莫桑比克 莫迪
莫里森 莫言 莫里 莫莉 无线 没收 淹没 埋没 沉没 吞没 出没 覆没 没落 不丹
不列颠 动不动 不一会 不一会儿 不妨 不由得 不禁 不时 不已 不愧 不吝 不惜 不料
不啻 无产 无人机 无花果 无锡 无机 无党派 要不 是非 除非 非得 南无 非凡
无线电 不可开交 无所不 无微不至 不遗余力 不动产 不锈钢 不约而同 不由自主
不折不扣 不胫而走 不翼而飞 不言而喻 不言自明 迫不及待 层出不穷 络绎不绝 源源不断
川流不息 生生不息 自强不息 坚持不懈 锲而不舍 持之不懈 不屈不挠 百折不挠 坚定不移
坚忍不拔 毫不动摇 一成不变 美中不足 史无前例 前所未有 得天独厚 无与伦比 独一无二
不可或缺 必不可少 不可避免 不可思议 不解之缘 不知不觉 无时无刻 无处不在 无处不
不容 不谋而合 不辞 不负 不忘 不懈 不凡 不朽 不菲 不法 不俗 不服 不乏 不失
不失为 不亚于 不逊于 不逊色于 不久 不少 不止 不错 不同 不一 不一样 不平 不满
不足 还不足 也不足 均不足 都不足 尚不足 则不足 却不足 就不足
不幸 不便 不利 不良 不当 不安 不变 不停 不如 不等 不多 不见 不顾 不堪
不实 不外 不外乎 不公 不定 不绝 不和 不对 不动 不明 不明飞行物 不起 无疑
无非 无比 无限 无穷 无尽 无辜 无聊 无奈 无端 无故 无名 无形 无情 无私 无声
无效 无关 无缘 无缺 无损 无偿 无息 无阻 无常 无礼 无耻 无知 无味 无力 无意
无视 无锋 无悔 无限期 无期徒刑 未免 未婚 未婚妻 未婚夫 未知 未遂 未成年
未成年人 没关系 没事 没错 没问题 没意思 没准 没什么 没劲 了不起 对不起 看不起
不得了 差不多 恨不得 来不及 用不着 说不定 舍不得 忍不住 禁不住 禁不起 经不起
大不了 免不了 少不了 受不了 离不开 巴不得 要不然 不然 不在 不在乎 不在意
万无一失 不得安宁 若无其事 岂不 何不 可不 好不 不好意思 过意不去 没完没了 非政府 非公有 非公有制
非物质 非营利 非正式 非法 非农 非典 非金融 非国有 非传统 非正常 非必要 非官方
非专业 非化石 非居民 不明确 不确定 不确定性 不稳定 不稳定性 不平等 不平衡
不安全 不规则 不合理 不合格 不合法 不道德 不正当 不正常 不对称 不完全 不完整
不可靠 不适 不适当 不耐烦 不舒服 不健康 不公平 不公正 不合作 不作为 不信任
不满意 不干涉 不结盟 不扩散 互不 不准确 不充分 不平坦 不小心 不经意 不相同
不严 不佳 不力 不全 不振 不景气 不慎 不甘 不服气 不吉利 无人驾驶 无家可归
无国界 无障碍 无党无派 无罪 无纸化 无形资产 无担保 无条件 无烟 无铅 无核
无中生有 无可奈何 无可厚非 无可争议 无可争辩 无懈可击 无动于衷 无能为力 无足轻重
无关紧要 无所谓 无济于事 无穷无尽 无边无际 别无选择 毋庸置疑 毋庸 不容置疑
无可置疑 无可替代 不可替代 不可逾越 不可分割 不可逆转 不可抗力 不可磨灭 不可估量
不可持续 不堪重负 不堪一击 供不应求 求之不得 不可一世 不计其数 不胜枚举 不得已
迫不得已 不惑 不了了之 不了 不住 不下 不到 不出 不来 不上 不清 不好
"""
# Of those, the ones that are never put with a negation in English: they do not explain a "not".
_INERT = frozenset(
    """
不断 不仅 不但 不只 不光 不单 不独 不管 不论 无论 无数 未来 非常 非洲 南非
西非 北非 东非 中非 亚非 泛非 莫非 莫斯科 莫桑比克 莫迪 莫里森 莫言 莫里
莫莉 无线 无线电 没收 淹没 埋没 沉没 吞没 出没 覆没 不丹 不列颠 不时 无锡
无花果 无人机 无机 源源不断 不已 不动产 不锈钢 不同 不久 非法 不少 不满 不错
不安 不良 不当 不平等 对不起 不稳定 不定 无辜 坚定不移 不平衡 无视 不可避免
无情 非正式 非凡 无处不在 只不过 要不 非政府 无障碍 无穷 不可持续 必不可少
不顾 不可或缺 不仅仅 无奈 无偿 无聊 无限 非营利 未婚 无烟 非物质 非公有
非公有制 史无前例 独一无二 无与伦比 无核 了不起 差不多 前所未有 层出不穷 不懈
坚持不懈 不惜 不景气 不菲 不凡 不法 不幸 不正当 是非 不变 不公平 不公正
不确定性 未遂 无形资产 无耻 无知 无声 无礼 无常 非农 非典
""".split()
)
# Cues that a good translation into English denies too, in all but a few hundredths of cases.
_NOT = """
不是 不会 不能 不得 不可 不可能 不应 不应该 不应当 不该 不必 不再 不想 不愿
不愿意 不肯 不敢 不准 不许 不允许  不属于 不存在 不知道 不包括 不包含
不需 不需要 不具有 不具备 不适用 不符合 不影响 不承担 不支持 不接受 不同意
不认为 不认同 不希望 不打算 不赞成 不相信 不值得 不构成 不代表 不意味着 不等于
不排除 不考虑 不要 不用 不喜欢 不受 不含 不限于 不了解 不知 不懂 不算 不像
不理解 不具 不进行 不参加 不参与 不提供 不使用 不收取 不超出 不至于 不致 不曾
不被 不易 不容易 不总是 不一定 不怎么 并不 并不是 并不会 并不能 并没 并没有
并未 并无 并非 从不 不予 从未 从没 从来不 从来没 从来没有 没有 没有人 没人 没能
没有任何 没法 没办法 尚未 尚无 还没 还没有 仍未 仍无 未能 未经 未曾 未被
未有 未必 未予 未获 未见 未按 未依 未在 未达到 绝不 绝非 决不 决非 绝无
毫不 毫无 毫无疑问 无法 无权 无须 无需 无从 无人 无一 既不   都没
都没有      而不是 不属 非属   均未 均无 不宜
不便于 不可以 切勿 请勿 不利于 不足以 不准备 不愿再 不是说 无益 无助于
"""
# Characters of negation; alone they deny, but often in a way that English puts otherwise.
_LOOSE = "不没未无勿毋非"
# Cues that English often puts another way: questions, comparisons, set phrases.
_LOOSELY = """
不是吗 不就是 不也是 不会是 没有比 没有什么比 没有哪 没多久 没过多久 没有多久
没几 没想到 想不到 没料到 不能再 不敢想 不可同日而语 不要紧 不一定 不怎么
不受影响 不能没有 不甚 不太 不大 不很 不单单 不能自已 不是别的 不论是 不经
不曾想 不知怎么 不知为何 不是滋味 不可一日 不是闹着玩 不会少 不能少 不可少
不容易 不敢相信 不敢置信 不知所措 不见得 没有理由不 没有不
无不良 无不同 无不当 无不利 无不适 无不满 无不妥 无不法 无不正 无不明
没有人不满 没人不满 没有人不同 没人不同 没人不足
都没料到 都没想到 没人料到 没有人料到 缺一不可
不无 未尝不 无非 不是没有 不是不 不可没有 不会没有 非不 并非没有 并非不
不能否认 不可否认 无可否认 不得拒绝 从不到 从不同 不会不 不仅仅
几乎没有 几乎没 几乎不 从来都 没有之一
"""
# Words that deny by what they mean; "not" may stand for them.
_DENIAL = """
禁止 严禁 禁 拒 否认 否定 否决 否则 否 欠缺 难 避免 阻止 制止 取消 免 才
以外 岂 何必 何尝 怎能 怎么 怎会 谁 别 甭 罢 尚待 尚需 始得 方得 方可
方能 始可 违背 例外 反之 排除 剔除 故障 直到 与其 忍 只有 只能 吧 防止
除外 停止 失踪 存疑 绝粮 死有余辜 少有 很少 甚少 极少 鲜有 罕有 罕见 缺乏
以免 免得 拒绝 拒不 反对 消失 消灭 违反 暂停 辟谣 不足
"""
# Words that hold one of those characters by chance.
_CHANCE = """
是否 否则 困难 灾难 难民 难度 难题 艰难 遇难 难过 免费 免疫 人才 天才
刚才 才华 个别 特别 分别 区别 级别 性别 类别 差别 辨别 判别 鉴别 识别 告别
离别 别人 别的 别墅 派别 国别 莫过于 禁毒 紫禁城 罢工 罢了 罢免 谁的 忍受
非盟 非裔 王莽 无锡 莫奈 奥巴马 残忍 容忍 黄禁 监禁 拘禁 囚禁 软禁 解禁
免税 免签 减免 任免 罢黜 莫名 岂止 免职 罢市 难怪 难忘 难得 难点 难关 大难
空难 海难 磨难 苦难 危难 逃难
"""
_DUTY = "必须 应当 必需 应 该 须 务必 不得不 不能不 不可不 非得 义务 必 要 需 将 责令 命令 规定"
_SURE_DUTY = "必须 应当 务必"
_LEAVE = "可以 可 得 能 允许 准许 许可 有权 会 容许 准予 酌 也许 或许 如果 若"
_SURE_LEAVE = "可以"
_TWICE = "不得不 不能不 不可不 没有人不 没人不 无人不 无不 莫不 无一不 没有谁不 没有一个不"
_MOST = """
不超过 不得超过 不得超出 不多于 不高于 不大于 不晚于 不迟于 不得多于 不得高于
不得大于 未超过 不得逾 不逾 不应超过 不能超过 不会超过 最多 至多
"""
_LEAST = """
不少于 不低于 不小于 不早于 不下于 不得少于 不得低于 不得小于 不应低于 不应少于
不能低于 不能少于 不会低于 至少 最少 起码 不亚于
"""


# Verbs that deny: English denies too, or says them as their opposite.
REFUSALS = frozenset("拒绝 否认 拒不 无意 未能 严禁 禁止 缺乏 否决 反对 避免 难以".split())
# Verbs that deny by their meaning, and how English says them; with a negation before them they
# affirm: 并不反对 is no "opposed".
DENYING_VERBS = {
    "反对": r"oppos(?:e|es|ed|ing)|object(?:s|ed)",
    "否认": r"den(?:y|ies|ied|ying)",
    "拒绝": r"refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|declin(?:e|es|ed|ing)"
    r"|turn(?:s|ed|ing)? down",
    "排除": r"rul(?:e|es|ed|ing) out|exclud(?:e|es|ed|ing)",
    "怀疑": r"doubt(?:s|ed|ing)?|suspect(?:s|ed|ing)?",
    "质疑": r"question(?:s|ed|ing)|doubt(?:s|ed|ing)?|challeng(?:e|es|ed|ing)",
    "禁止": r"bann?(?:s|ed|ing)?|prohibit(?:s|ed|ing)?|forb[aio]d\w*",
    "放弃": r"abandon(?:s|ed|ing)?|g[ai]ve(?:s|n)? up|giving up",
    "隐瞒": r"conceal(?:s|ed|ing)?|hid(?:es|den|ing)?",
    "回避": r"avoid(?:s|ed|ing)?|evad(?:e|es|ed|ing)|dodg(?:e|es|ed|ing)",
    "拖延": r"delay(?:s|ed|ing)?|stall(?:s|ed|ing)?",
    "限制": r"limit(?:s|ed|ing)?|restrict(?:s|ed|ing)?",
}


BRANCHES = 12  # of a pattern that are tried one after the other


def _build_cue_table() -> dict[str, tuple[Force, bool] | None]:
    """Return what each word is; None for one that denies nothing."""
    table: dict[str, tuple[Force, bool] | None] = {char: (Force.NOT, False) for char in _LOOSE}
    kinds: tuple[tuple[str, Force, bool], ...] = (
        (_LEAVE, Force.LEAVE, False),
        (_DUTY, Force.DUTY, False),
        (_DENIAL, Force.DENIAL, False),
        (_NEUTRAL, Force.DENIAL, False),
        (_NOT, Force.NOT, True),
        (_LOOSELY, Force.NOT, False),
        (_SURE_DUTY, Force.DUTY, True),
        (_SURE_LEAVE, Force.LEAVE, True),
        (_TWICE, Force.TWICE, True),
        (_MOST, Force.MOST, True),
        (_LEAST, Force.LEAST, True),
    )
    for words, force, sure in kinds:
        table |= {word: (force, sure) for word in words.split()}
    return table | {word: None for word in (*_INERT, *_CHANCE.split())}


_TABLE = _build_cue_table()


def _trie_pattern(words: Iterable[str]) -> str:
    """Return a pattern of the longest of the words; character by character it is fast."""
    groups: dict[str, set[str]] = {}
    for word in words:
        groups.setdefault(word[:1], set()).add(word[1:])
    whole = groups.pop("", None) is not None
    branches = [
        re.escape(first) + (_trie_pattern(ends) if ends != {""} else "")
        for first, ends in sorted(groups.items())
    ]
    if len(branches) > BRANCHES:  # in bundles: one look tells that none of a bundle fits
        bundles = [branches[at : at + BRANCHES] for at in range(0, len(branches), BRANCHES)]
        branches = [
            f"(?=[{''.join(branch[0] for branch in bundle)}])(?:{'|'.join(bundle)})"
            for bundle in bundles
        ]
    return f"(?:{'|'.join(branches)}){'?' * whole}" if branches else ""


_CUE = re.compile(
    rf"(?=[{''.join({word[0] for word in _TABLE})}])"
    r"(?:非[^。！？；，]{1,12}(?:不可(?![能以])|不行|莫属)|"  # 非去不可: must go
    r"没有?(?:任何|(?:哪|一)一?[个位名家])[^，。；！？、不没未]{0,4}"  # 没有一个人不…
    r"不(?![同断满良足仅但只行成])|"
    rf"{_trie_pattern(_TABLE)})"
)


# What all negations and limits hold, and 禁止; also with the traditional forms of the characters.
_HINT = re.compile("[不没沒未无無勿毋非否拒禁]|[最至][多少]|起[码碼]|反[对對]")
_EITHER = re.compile("[^。；！？]{1,24}就是")  # 不是…就是: either … or


def find_cues_zh(text: str) -> list[Cue]:
    """List the cues of a Chinese text in order; traditional characters are read as simplified."""
    plain = simplify(text)
    cues = []
    for found in _CUE.finditer(plain):
        start, end = found.span()
        kind = _TABLE.get(found.group(), (Force.TWICE, plain[start] == "没"))
        if kind is None or _is_question(plain, start):
            continue
        if found.group() == "方可" and plain[end : end + 1] == "以":  # 双方可以
            start, end, kind = start + 1, end + 1, (Force.LEAVE, True)
        if begins_within_word(text, start, end):
            continue
        if found.group() == "不是" and _EITHER.match(plain, end):
            kind = (Force.NOT, False)
        cues.append(Cue(kind[0], Span(start, end), kind[1]))
    return cues


def begins_within_word(text: str, start: int, end: int) -> bool:
    """Return whether a stretch begins within a word, and goes beyond it: 决非 in 解决非洲.

    不 within 不透明 has a word around it, which is another thing.
    """
    cut = zh_word_table(text)
    at = bisect_right(cut.ends, start)
    return at < len(cut.starts) and cut.starts[at] < start < cut.ends[at] < end


def may_negate_zh(text: str) -> bool:
    """Return, at a glance, whether a negation, a limit or a ban can stand in the text."""
    return _HINT.search(text) is not None


def _is_question(text: str, at: int) -> bool:
    """Return whether it is 是不是 or 有没有, which ask and do not deny."""
    return text[at] in "不没" and at > 0 and text[at - 1 : at] == text[at + 1 : at + 2]
