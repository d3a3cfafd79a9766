"""Leave out what a page says about itself: navigation, sharing, printing, citing, copyright.

Conservative: only short lines of well-known form, never a sentence, but for the citation right
after "Cite This Page".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligncheck.document import Kind
from aligncheck.read.blocks import Block

_NETWORK = (
    r"facebook|twitter|linked\s?in|whats\s?app|we\s?chat|weibo|reddit|telegram|pinterest|tumblr"
    r"|bluesky|mastodon|threads|messenger"
    r"|微信|微博|新浪微博|朋友圈|qq空间|qq好友|qq|豆瓣|人人网|知乎|复制链接"
)
_ACTION = (
    r"share|e-?mail|print|copy\s?link|copy|link|save|pdf|download|more|x|line|on|to|via|this"
    r"|分享到|分享至|分享|打印|收藏|转发|更多"
)
_BUTTONS = re.compile(rf"(?:(?:{_NETWORK}|{_ACTION})[\s|/·•,，、:：]*)+", re.IGNORECASE)
_NETWORKS = re.compile(_NETWORK, re.IGNORECASE)
_LINES = re.compile(
    "|".join(
        (
            r"(?:return|back|go back) to (?:the )?(?:top|library|list|home ?page|main page|index)",
            r"(?:jump )?to top|↑|top of page|skip to (?:main )?(?:content|navigation)",
            r"(?:view )?(?:the )?(?:original|english|translated|chinese) text",
            r"view the translated and original text side-?by-?side",
            r"see an error\? drop us a line(?: at)?[:\s]*\S*",
            r"share this(?: page| article| post| story)?|print this (?:page|article)",
            r"print(?:er)?[- ]friendly(?: version)?|download (?:as |the )?pdf|copy link|permalink",
            r"(?:accept|reject) (?:all )?cookies|cookie (?:settings|policy|preferences)",
            r"privacy policy|terms of (?:use|service)|sign up for (?:our )?newsletter",
            r"related (?:articles|posts|stories|content|reading)|read more",
            r"(?:responsible )?editor\s*:\s*[^.!?,]{1,40}|source\s*:\s*[^.!?]{1,50}",
            r"©.{0,90}|\(c\)\s*(?:copyright\b|(?:19|20)\d\d\b).{0,80}|copyright\s*(?:©|\(c\)|\d{4}).{0,80}",
            r".{0,60}\ball rights reserved\.?|.{0,40}(?:版权所有|版權所有)(?!制).{0,40}",
            r"分享让更多人看到|打印(?:本页|本文|文章)|关闭(?:窗口|本页)|收藏(?:本页|本文)",
            r"[【\[]\s*打印(?:本页)?\s*[】\]]?\s*[【\[]?\s*关闭(?:窗口)?\s*[】\]]",
            r"[（(【\[]?\s*(?:(?:责任|網絡|网络|本文)?编辑|責任編輯|责编|責編|校对|审核)"
            r"\s*[:：]\s*[^。！？，,]{1,24}",
            r"[（(【\[]?\s*(?:文章|信息)?(?:来源|來源|稿源)\s*[:：]\s*[^。！？]{1,40}",
            r"返回(?:顶部|首页|列表|上一页|目录)|回到顶部|网站地图|设为首页|加入收藏",
            r"(?:上|下)一[篇页](?:\s*[:：].{0,50})?|相关(?:阅读|新闻|文章)|延伸阅读|推荐阅读",
            r"字[号体體號]\s*[:：]?\s*[【\[（(]?\s*大.{0,3}中.{0,3}小.{0,3}",
            r"(?:微信)?扫[一码].{0,12}(?:关注|分享|二维码|公众号|手机).{0,12}",
            r"(?:点击|阅读)(?:数|量|次数)?[:：]\s*\d+|您?当前的?位置\s*[:：].{0,60}",
            r"(?:首页|home)\s*[>›»].{0,60}|.{0,3}ICP[备证]\s*\d.{0,30}|.{0,3}公网安备\s*\d.{0,24}",
        )
    ),
    re.IGNORECASE,
)
# furniture only where the file does not mark them as headings
_DOUBTFUL = re.compile(
    r"share|print|e-?mail|subscribe|打印|分享(?:到|至)?|原文|译文", re.IGNORECASE
)
_CITE = re.compile(
    r"(?:how to )?cite this (?:page|article|translation)|suggested citation|引用本文", re.IGNORECASE
)
_CITATION = re.compile(r"(?=.*\b(?:1[5-9]|20)\d\d\b)(?=.*[\"“”\[《]|.*https?://)", re.DOTALL)
_LONGEST = 120  # characters; a longer line is text
_LONGEST_CITATION = 900


def drop_boilerplate(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return the blocks that are text, and those of furniture, which are left out."""
    kept: list[Block] = []
    dropped: list[Block] = []
    after_cite = False
    for block in blocks:
        cited = after_cite and len(block.text) <= _LONGEST_CITATION and _CITATION.match(block.text)
        item = block.kind is Kind.LIST and block.text[:1] in "(（"  # "(c) 2019 was a dry year"
        if cited or (not item and is_boilerplate(block.text, heading=block.marked)):
            dropped.append(block)
        else:
            kept.append(block)
        after_cite = bool(_CITE.fullmatch(_strip_decoration(block.text)))
    return kept, dropped


def is_boilerplate(text: str, *, heading: bool = False) -> bool:
    """Return whether `text` is a line that belongs to the page and not to what it says.

    >>> [is_boilerplate(text) for text in ("责任编辑：王某", "To top", "Share prices fell.")]
    [True, True, False]
    """
    if len(text) > _LONGEST:
        return False
    plain = _strip_decoration(text)
    if _LINES.fullmatch(plain) or _CITE.fullmatch(plain):
        return True
    if _DOUBTFUL.fullmatch(plain):
        return not heading
    if not _BUTTONS.fullmatch(plain):
        return False
    networks = len(_NETWORKS.findall(plain))
    return networks >= 2 or (networks == 1 and plain.casefold().startswith(("share", "分享")))


def _strip_decoration(text: str) -> str:
    return " ".join(text.split()).strip(" :：|·»›>")
