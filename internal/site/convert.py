"""Converts notebooks and Markdown files to pieces of HTML that need no script and
no network, for convert.go.

Reads a JSON object from standard input: "pages", a list of {"file", "lang",
"links", "words"}, in which links maps each address in the file to a page and words
has what folded parts are called, and "handlers", the scripts that an attribute of an
output may contain. Writes a JSON
object: "pages", with the "title", "description", "list" (the first list in the
first cell: what the lesson teaches), "sections" and "body" of each, and "css",
the colours of code. If something cannot be converted, it writes "failed", a
sentence, instead.
"""
import html
import json
import logging
import os
import re
import sys
import xml.etree.ElementTree as ET
from urllib.parse import unquote, urlsplit

import nbformat
from bs4 import BeautifulSoup
from latex2mathml.converter import convert_to_element
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.formatters import HtmlFormatter


class Failed(Exception):
    """Something that a page cannot show; the message is for the author."""


# Spellings that MathJax knows in JupyterLab, and how latex2mathml knows them.
SPELLINGS = [
    (re.compile(r"\\(begin|end)\{(?:aligned|split|gathered|gather\*?|eqnarray\*?)\}"), r"\\\1{align*}"),
    (re.compile(r"\\arg\b"), r"\\operatorname{arg}"),
    (re.compile(r"(\\\\)\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]"), r"\1"),  # more room between rows
]

# How many parts an element must have: with fewer, browsers draw it wrong.
PARTS = dict(mfrac=2, mroot=2, msub=2, msup=2, munder=2, mover=2, msubsup=3, munderover=3)


def formula(tex, display):
    """Returns MathML for a formula in LaTeX."""
    known = tex.strip()
    bare = re.sub(r"\\.", "", known)
    if bare.count("{") != bare.count("}"):
        raise Failed(f"a brace is missing in the formula {known!r}")
    for pattern, spelling in SPELLINGS:
        known = pattern.sub(spelling, known)
    try:
        math = convert_to_element(known, display=display)
    except Exception as e:  # the library's own, and those of its mistakes
        raise Failed(f"the formula {tex.strip()!r} cannot be read ({type(e).__name__})") from e
    for e in math.iter():
        mend(e, tex)
    for parent in math.iter():
        mend_scripts(parent)
        space(parent)
    return ET.tostring(math, encoding="unicode")


def mend(e, tex):
    """Mends an element that latex2mathml has made, or fails if it has left some
    LaTeX as it was."""
    e.text = html.unescape(e.text or "")
    if e.tag == "mtext":
        e.text = re.sub(r"\\([_%$&#{}])", r"\1", e.text)
    if e.get("width") == "negativethinmathspace":  # \!
        e.set("width", "-0.167em")
    left = re.search(r"\\|&\w", e.text) or e.tag == "mn" and re.search(r"[A-Za-z]", e.text)
    if left or e.tag == "merror" or len(e) != PARTS.get(e.tag, len(e)):
        raise Failed(f"{e.text or e.tag} in the formula {tex.strip()!r} is not known here; write it in another way")
    if e.tag in ("mi", "mn") and e.get("mathvariant", "normal") != "normal":
        e.text = alphabet(e.text, e.attrib.pop("mathvariant"))


def mend_scripts(parent):
    """Mends primes, which are raised already, and limits, which stand below."""
    base, *scripts = parent if len(parent) else (None,)
    if parent.tag == "msup" and set(scripts[0].text) <= set("′″‴") and scripts[0].text:
        parent.tag = "mrow"
        scripts[0].tag = "mo"
        scripts[0].attrib.update(lspace="0", rspace="0")
    if parent.tag == "msub" and base.text in ("max", "min", "lim", "sup", "inf"):
        parent.tag = "munder"
        base.set("movablelimits", "true")


def space(parent):
    """Gives operators the space around them that they have in LaTeX."""
    before = None
    for i, e in enumerate(parent):
        if e.tag == "mo" and e.text in ("|", "∣", "‖", "∥") and "fence" not in e.attrib:  # not of \left and \right
            e.attrib.update(stretchy="false", lspace="0", rspace="0")
        if e.tag == "mo" and e.text == "~":
            e.text = "∼"
        if e.tag == "mo" and e.text in "−-+±" and before is not None and before.tag == "mo" and before.text not in ")]}⟩|‖!%′″":
            e.set("form", "prefix")  # a sign, and not a sum
        if e.text.strip() or len(e):
            before = e
        after = parent[i + 1] if i + 1 < len(parent) else None
        if e.tag == "mo" and e.text == "/":  # has space around it in MathML, and none in LaTeX
            e.attrib.update(lspace="0", rspace="0")
        elif e.tag in ("mi", "mo") and len(e.text) > 1 and e.text.isascii() and e.text.isalpha():  # max, log
            e.tag = "mo"
            e.set("lspace", "0" if i == 0 or parent[i - 1].tag == "mo" else "0.1667em")
            e.set("rspace", "0" if after is None or after.tag == "mo" else "0.1667em")


def alphabet(text, variant):
    """Returns text in the characters of a mathematical alphabet, which is how
    browsers know bold and italic letters."""
    starts = {"bold": (0x1D400, 0x1D41A, 0x1D7CE), "bold-italic": (0x1D468, 0x1D482, 0x1D7CE)}.get(variant)
    if starts is None:
        return text
    out = ""
    for c in text:
        for first, last, start in zip("Aa0", "Zz9", starts):
            if first <= c <= last:
                c = chr(start + ord(c) - ord(first))
        out += c
    return out


class Renderer(IPythonRenderer):
    """Markdown as in Jupyter, with formulas in MathML."""

    # nbconvert's own methods close each tag at once if pictures are embedded.
    def inline_html(self, html):
        return html

    def block_html(self, html):
        return html

    def inline_math(self, body):
        return formula(body, "inline")

    def block_math(self, body):
        return f'<span class="wide">{formula(body, "block")}</span>'

    def latex_environment(self, name, body):
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")


def markdown(source, path, attachments=None):
    renderer = Renderer(escape=False, attachments=attachments or {}, embed_images=True, path=path, exclude_anchor_links=False)
    return MarkdownWithMath(renderer=renderer).render(source)


# A figure's sentence is its alternative text. A drawing is shown as an image: so
# it follows the page's theme, and no script in it runs.
TEMPLATE = """{%- extends 'basic/index.html.j2' -%}
{% block input -%}
{% filter keep %}{{ cell.source | highlight_code(metadata=cell.metadata) | replace("<pre>", '<pre translate="no">') }}{% endfilter %}
{%- endblock input %}
{% block data_svg scoped -%}
{% filter keep %}<div class="output_svg"><img alt="{{ output.data['text/plain'] | e }}" loading="lazy" src="data:image/svg+xml;base64,{{ output.data['image/svg+xml'] | text_base64 }}"></div>{% endfilter %}
{%- endblock data_svg %}
{% block data_latex scoped -%}
<div class="output_latex">{{ output.data['text/latex'] | markdown2html }}</div>
{%- endblock data_latex %}
"""


class Exporter(HTMLExporter):
    def __init__(self, **kw):
        super().__init__(raw_template=TEMPLATE, exclude_input_prompt=True, exclude_output_prompt=True, **kw)
        self.register_filter("markdown2html", self.markdown_of_cell)
        self.register_filter("keep", self.keep)
        self.kept = []

    def default_filters(self):
        for name, f in super().default_filters():
            yield name, (self.markdown_of_cell if name == "markdown2html" else f)

    def keep(self, piece):
        """Keeps a piece of our own HTML away from BeautifulSoup, whose parsing takes long;
        convert puts it in again."""
        self.kept.append(piece)
        return f'<div data-kept="{len(self.kept) - 1}"></div>'

    # The last line marks it for jinja2 as a filter that gets the context.
    def markdown_of_cell(self, context, source):
        path = context.get("resources", {}).get("metadata", {}).get("path", "")
        return markdown(source, path, context.get("cell", {}).get("attachments", {}))

    markdown_of_cell.jinja_pass_arg = HTMLExporter.markdown2html.jinja_pass_arg


def convert(page, handlers):
    """Returns the pieces of a page."""
    file = page["file"]
    path = os.path.dirname(file)
    kept = []
    if file.endswith(".ipynb"):
        nb = nbformat.read(file, as_version=4)
        info = nb.metadata.setdefault("language_info", {})
        info["pygments_lexer"] = info.get("pygments_lexer") or info.get("name", "go")
        exporter = Exporter(language_code=page["lang"])
        kept = exporter.kept
        body, _ = exporter.from_notebook_node(nb, {"metadata": {"path": path}})
    else:
        with open(file, encoding="utf-8") as f:
            body = '<div class="text_cell_render">' + markdown(f.read(), path) + "</div>"
    soup = BeautifulSoup(body, features="html.parser")
    disarm(soup, handlers)
    for a in soup.select("a[href]"):
        lead(a, page["links"])
    for table in soup.select("table"):
        mend_table(soup, table)
    check(soup)
    sections = anchor(soup)
    if file.endswith(".ipynb"):
        fold_cells(soup, nb, page["words"])
        fold_optional(soup, page["words"])
    heading = soup.find("h1")
    opening = soup.select_one(".cell") or soup
    first = opening.find("ul")
    says = [e.get_text() for e in (first.find_all("li") if first else opening.find_all("p", limit=1))]
    for a in soup.select(".anchor-link"):
        a.clear()  # the style sheet has the sign
        a.attrs.update({"aria-hidden": "true", "tabindex": "-1"})
    return {
        "title": heading.get_text().strip() if heading else "",
        "description": shortened(" ".join(" ".join(says).split())),
        "list": str(first) if first else "",
        "sections": sections,
        "body": re.sub(r'<div data-kept="(\d+)"></div>', lambda m: kept[int(m[1])], str(soup)),
    }


def mend_table(soup, table):
    """Lets a wide table scroll in itself, and keeps what belongs together in a
    cell on one line."""
    if "overflow-x" not in table.parent.get("style", ""):
        table.wrap(soup.new_tag("div"))
    table.parent["class"] = "wide"
    for cell in table.select("th"):
        if not cell.get_text(strip=True) and not cell.find(True):
            cell.name = "td"  # an empty corner is no heading
            cell.attrs.pop("scope", None)
        elif cell.math and cell.get_text(strip=True) == cell.math.get_text(strip=True):
            cell.math["aria-label"] = cell.math.get_text(strip=True)
    for cell in table.select("td, th"):
        for text in cell.find_all(string=re.compile("[±×★]")):  # such as 0.31 ± 0.02
            text.replace_with(re.sub(r"(?<=\d) ([±×]) (?=\d)", "\u00a0\\1\u00a0", text).replace("★ ", "★\u00a0"))


def check(soup):
    """Fails if the page would load something, or shows a formula as LaTeX."""
    for e in soup.select("img:not([src^='data:']), iframe[src], link[href], object, embed, video, audio"):
        raise Failed(f"a page cannot bring along what <{e.name}> shows: {e.get('src') or e.get('href')}")
    for text in soup.select_one(".text_cell_render") and soup.find_all(string=re.compile(r"\$[^$\s][^$]*\$|\\(?:[a-zA-Z]{2,}|\[|\()")):
        if text.find_parent(class_="text_cell_render") and not text.find_parent(["pre", "code", "math", "style"]):
            raise Failed(f"a formula is left as it was in {text.strip()[:80]!r}")


def disarm(soup, handlers):
    """Removes all scripts but those of our own sliders and hints. The page's
    policy would not let them run either."""
    for e in soup.select("script"):
        e.decompose()
    for e in soup.find_all(True):
        for name in [n for n in e.attrs if n.lower().startswith("on")]:
            if e[name] not in handlers:
                del e[name]


def anchor(soup):
    """Makes the cells' ids, which are the same in all languages, the anchors of
    the page, and returns its sections, for the menu. The anchors that headings
    have in JupyterLab stay too, for links that lead there."""
    taken = {e["id"] for e in soup.select("[id]") if not e["id"].startswith("cell-id=")}
    for cell in soup.select("[id^='cell-id=']"):
        cell["id"] = cell["id"].removeprefix("cell-id=")
        if cell["id"] in taken:
            raise Failed(f"the cell {cell['id']} is called as something else on the page")
    sections, names = [], {e["id"] for e in soup.select(".cell[id]")}
    count = {}
    for h in soup.select("h1[id], h2[id], h3[id], h4[id]"):
        was = unquote(h["id"])
        cell = h.find_parent(class_="cell", id=True)
        if cell:
            n = count[cell["id"]] = count.get(cell["id"], 0) + 1
            name = cell["id"] if n == 1 else f"{cell['id']}-{n}"
        else:
            name = was
        del h["id"]
        if name not in names:
            h["id"] = name
        link = h.select_one(".anchor-link")
        link["href"] = "#" + name
        link.clear()
        if was != name and was not in names:
            names.add(was)
            h.insert(0, soup.new_tag("span", id=was))
        names.add(name)
        if h.name in ("h2", "h3"):
            inside = BeautifulSoup(h.decode_contents(), features="html.parser")
            for e in inside.select(".anchor-link, span[id]"):
                e.decompose()
            for e in inside.select("a"):
                e.unwrap()
            section = {"id": name, "html": str(inside).strip(), "sections": []}
            (sections[-1]["sections"] if h.name == "h3" and sections else sections).append(section)
    return sections


RECALL = re.compile(r"\bpredict\.\w+\.Recall\(\)")


def fold_cells(soup, nb, words):
    """Folds what a cell shows that answers a prediction, so that the prediction can be
    made before, and code that is folded in Jupyter too."""
    for c in nb.cells:
        cell = soup.find(id=c.get("id", ""))
        if c.cell_type != "code" or cell is None:
            continue
        code, output = cell.select_one(".input"), cell.select_one(".output_wrapper")
        if code and c.metadata.get("jupyter", {}).get("source_hidden"):
            code.wrap(folded(soup, "source", words["code"]))
        if output and RECALL.search(c.source):
            output.wrap(folded(soup, "came", words["came"]))


def folded(soup, kind, name):
    """Returns a fold with what it is called, to wrap something in."""
    details, summary = soup.new_tag("details", attrs={"class": kind}), soup.new_tag("summary")
    summary.string = name
    details.append(summary)
    return details


def fold_optional(soup, words):
    """Folds each optional part: from a heading that begins with the word for it, or
    whose cell has the tag optional, to the next heading of its level or above. The
    heading stays in sight, and its cell's anchor is that of the whole part."""
    part, level = None, 0
    for cell in soup.find_all(class_="cell", recursive=False):
        text = cell.select_one(".text_cell_render")
        headings = text.select("h1, h2, h3, h4, h5, h6") if text else []
        tagged = "celltag_optional" in cell["class"]
        for h in headings:
            mine = int(h.name[1])
            name = h.get_text().strip()
            opens = mine > 1 and (re.match(re.escape(words["optional"]) + "[:：]", name) or tagged and h is headings[0])
            if part is not None and mine > level or part is None and not opens:
                continue
            if h is not headings[0] or h.find_previous_sibling() or "".join(s for s in h.previous_siblings if isinstance(s, str)).strip():
                raise Failed(f"an optional part begins or ends in the middle of a cell, at {name!r}")
            part = None
            if opens:
                part, level = soup.new_tag("details", attrs={"class": "cell optional"}), mine
                if cell.get("id"):
                    part["id"] = cell["id"]
                    del cell["id"]
                cell.insert_before(part)
                part.append(soup.new_tag("summary"))
                part.summary.append(h.extract())
                for a in h.select(".anchor-link"):
                    a.decompose()  # a click on the heading opens the part
        if part is not None:
            part.append(cell.extract())
        elif tagged:
            raise Failed(f"the cell {cell.get('id')} has the tag optional, and no heading of an optional part stands before it")


def shortened(text, limit=160):
    """Shortens a text at a space or a sign."""
    if len(text) <= limit:
        return text
    return re.sub(r"\s\S{0,20}$", "", text[: limit - 1]).rstrip("、。,.;: ") + "…"


def lead(a, links):
    """Makes a link to a lesson lead to its page, and removes a link to a file
    that the site does not have."""
    to = urlsplit(a["href"])
    if to.scheme.lower() in ("javascript", "data", "vbscript"):
        a.unwrap()
        return
    if to.scheme or to.netloc or not to.path:
        return
    page = links.get(os.path.normpath(unquote(to.path)))
    if page is None:
        a.unwrap()
    else:
        a["href"] = page + (f"#{to.fragment}" if to.fragment else "")


def colours():
    """Returns the style sheet for code, light and dark."""
    light, dark = (HtmlFormatter(style=s, cssclass="highlight", nobackground=True) for s in ("default", "github-dark"))
    return light.get_style_defs(".highlight") + "\n@media screen and (prefers-color-scheme: dark) {\n" + dark.get_style_defs(".highlight") + "\n}\n"


def main():
    logging.disable(logging.WARNING)
    asked = json.load(sys.stdin)
    pages = []
    for page in asked["pages"]:
        try:
            pages.append(convert(page, asked["handlers"]))
        except Failed as e:
            return {"failed": f"{page['file']}: {e}"}
    return {"pages": pages, "css": colours()}


json.dump(main(), sys.stdout)
