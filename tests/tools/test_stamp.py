from __future__ import annotations

import pytest

from tools import serve, stamp
from tools.stamp import Step


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """An empty project with a var folder."""
    monkeypatch.setattr(stamp, "ROOT", tmp_path)
    monkeypatch.setenv("MONDCIVITAN_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "one.txt").write_text("one")
    (tmp_path / "var").mkdir()
    return tmp_path


def test_step_is_done_until_a_file_changes_comes_or_goes(tree):
    step = Step("words", "Words", (), ("words/*.txt",))
    assert not step.is_done()

    step.mark()
    assert step.is_done()

    (tree / "words" / "one.txt").write_text("another")
    assert not step.is_done()

    step.mark()
    (tree / "words" / "two.txt").write_text("")
    assert not step.is_done()

    step.mark()
    (tree / "words" / "two.txt").rename(tree / "words" / "three.txt")
    assert not step.is_done()


def test_step_whose_product_is_gone_is_not_done(tree):
    step = Step("words", "Words", (), ("words/*.txt",), ("product",))
    (tree / "var" / "product").write_text("")
    step.mark()
    assert step.is_done()

    (tree / "var" / "product").unlink()

    assert not step.is_done()


def test_stored_step_belongs_to_one_database(tree, monkeypatch):
    step = Step("words", "Words", (), ("words/*.txt",), ("db.sqlite3",), is_stored=True)
    (tree / "var" / "db.sqlite3").write_text("")
    step.mark()

    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/site")
    assert not step.is_done()

    step.mark()
    (tree / "var" / "db.sqlite3").unlink()
    assert step.is_done()


def test_compiled_python_is_no_change(tree):
    (tree / "words" / "__pycache__").mkdir()
    (tree / "words" / "__pycache__" / "one.txt").write_text("")

    assert [path.name for path in stamp.matching(("words/**/*.txt",))] == ["one.txt"]


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (stamp.STATIC, "static/css/desk.css"),
        (stamp.STATIC, "requirements/base.txt"),
        (stamp.DATABASE, "home/migrations/0001_initial.py"),
        (stamp.DATABASE, "cms/core/migrations/0001_initial.py"),
        (stamp.SETUP, "cms/settings/languages.py"),
        (stamp.SETUP, "home/services.py"),
        (stamp.DEMONSTRATION, "home/story/00-home.toml"),
    ],
)
def test_steps_look_at_what_they_depend_on(step, name):
    assert name in {path.relative_to(stamp.ROOT).as_posix() for path in step.files()}


def test_step_runs_its_commands_once(tree, monkeypatch, capsys):
    monkeypatch.setattr(serve, "manage", lambda *words: ["sh", "-c", f"echo {' '.join(words)} >> {tree}/var/done"])
    step = Step("words", "Saying words", (("first",), ("second", "time")), ("words/*.txt",))

    serve.do(step)
    serve.do(step)

    assert (tree / "var" / "done").read_text().splitlines() == ["first", "second time"]
    assert capsys.readouterr().out == "Saying words …\n"


def test_failed_step_is_not_marked(tree, monkeypatch):
    monkeypatch.setattr(serve, "manage", lambda *words: ["false"])
    step = Step("words", "Words", (("first",),), ("words/*.txt",))

    with pytest.raises(SystemExit):
        serve.do(step)

    assert not step.is_done()
