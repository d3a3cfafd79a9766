from __future__ import annotations

import pytest

from aligncheck.document import Kind
from aligncheck.read.latex_reader import read_page

pytest.importorskip("pylatexenc")
PAPER = r"""\documentclass{ctexart}
\title{not read}
\begin{document}
\section{The \emph{Mill}}\label{sec:a}
The mill stood \textbf{at the end} of % a remark
the valley~road, as Lee \cite{lee} says; 50\% of $x_1$ is more.

It was old.
\begin{equation}
x = 1
\end{equation}
\begin{itemize}
\item First point
\item Second point
\end{itemize}
\begin{figure}
\includegraphics[width=1cm]{a.png}
\caption{The mill in spring.}
\end{figure}

水磨坊很老，没有人知道。
\end{document}
left out
"""


def test_reads_the_text_of_a_paper_with_its_lines() -> None:
    page = read_page(PAPER.encode(), "a.tex")
    assert [(block.text, block.kind, block.line) for block in page.blocks] == [
        ("The Mill", Kind.HEADING, 4),
        (
            "The mill stood at the end of the valley road, as Lee says; 50% of x_1 is more.",
            Kind.BODY,
            5,
        ),
        ("It was old.", Kind.BODY, 8),
        ("First point", Kind.LIST, 13),
        ("Second point", Kind.LIST, 14),
        ("The mill in spring.", Kind.BODY, 18),
        ("水磨坊很老，没有人知道。", Kind.BODY, 21),
    ]
    assert [(item.what, item.line) for item in page.unread] == [("preamble", 1), ("equation", 9)]


@pytest.mark.parametrize("piece", ["{", "\\", "$", "\\begin{equation}", "\\[", "\\item ", "$$"])
def test_broken_latex_is_read_as_it_stands(piece: str) -> None:
    text = f"The mill was old. {piece} Nobody knew.\n\nThe end of it."
    read = " ".join(block.text for block in read_page(text.encode(), "a.tex").blocks)
    assert "The mill was old." in read
    assert "The end of it." in read
