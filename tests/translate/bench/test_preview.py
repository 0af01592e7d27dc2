"""The page with the texts typed so far, each marked where it came out as words."""

from __future__ import annotations

from cms.translate.bench.preview import END, MIDDLE, START, marked, signs

KEY = "0123456789abcdef"


def signed(words: str, key: str = KEY) -> str:
    return f"{START}{signs(key)}{MIDDLE}{words}{END}"


def span(words: str, name: str = f' id="mc-line-{KEY}"') -> str:
    return f'<span class="mc-in-hand" data-mc-line="{KEY}"{name}>{words}</span>'


def test_words_are_marked_with_their_formatting_inside():
    assert marked(f"<p>{signed('Un <b>registre</b><br>ici')}.</p>") == f"<p>{span('Un <b>registre</b><br>ici')}.</p>"


def test_a_name_is_given_once():
    assert marked(f"<p>{signed('Un')}</p><p>{signed('Un')}</p>") == f"<p>{span('Un')}</p><p>{span('Un', '')}</p>"


def test_attributes_titles_and_raw_texts_only_lose_the_signs():
    html = f'<title>{signed("Un")}</title><img alt="{signed("x > y")}"><textarea>{signed("Un")}</textarea>'

    assert marked(html) == '<title>Un</title><img alt="x > y"><textarea>Un</textarea>'
    assert marked(f"<select><option>{signed('Un')}</option></select>") == "<select><option>Un</option></select>"


def test_a_text_cut_off_by_a_template_ends_with_its_element():
    cut = signed("Un registre").removesuffix(END)

    assert marked(f"<p>{cut}</p><p>rest</p>") == f"<p>{span('Un registre')}</p><p>rest</p>"
    assert marked(f"<p>rest{END}</p>") == "<p>rest</p>"
