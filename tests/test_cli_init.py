from pathlib import Path

import git

from workspaces import auditresp


def test_a_new_workspace_is_committed_and_in_order(tmp_path: Path) -> None:
    result = auditresp(tmp_path, "init", "svar")

    assert result.exit_code == 0, result.output
    repository = git.Repo(tmp_path / "svar")
    assert repository.git.status("--porcelain") == ""
    assert sorted(repository.git.ls_files().splitlines()) == [
        ".gitattributes",
        ".gitignore",
        "auditresp.yaml",
        "recommendations.yaml",
        "responses/.gitkeep",
        "schema/recommendations.schema.json",
        "schema/response.schema.json",
        "schema/settings.schema.json",
        "templates/aterrapport.docx",
        "templates/atgardsplan.docx",
        "templates/forklaring.docx",
        "templates/sammanstallning.docx",
        "templates/svar.docx",
        "templates/tjansteskrivelse.docx",
        "templates/yttrande.docx",
    ]
    check = auditresp(tmp_path / "svar", "check")
    assert (check.output, check.exit_code) == ("", 0)


def test_the_example_in_the_register_is_right_when_its_marks_are_taken_away(tmp_path: Path) -> None:
    auditresp(tmp_path, "init")
    register = tmp_path / "recommendations.yaml"
    lines = register.read_text(encoding="utf-8").splitlines()
    start = lines.index("# audits:")
    example = [line[2:] for line in lines[start : lines.index("#", start)]]
    register.write_text("\n".join(example), encoding="utf-8")

    made = auditresp(tmp_path, "new", "response", "2027-avtalsuppfoljning", "--board", "ks")

    assert made.exit_code == 0, made.output
    check = auditresp(tmp_path, "check")
    assert check.exit_code == 0
    assert [line.split(": ")[1] for line in check.stdout.splitlines()] == ["warning unanswered", "warning unanswered"]


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    settings = tmp_path / "auditresp.yaml"
    settings.write_text("format: 1\n", encoding="utf-8")

    result = auditresp(tmp_path, "init")

    assert settings.read_text(encoding="utf-8") == "format: 1\n"
    assert "already there: auditresp.yaml" in result.stdout.splitlines()


def test_other_changes_in_the_repository_are_left_alone(tmp_path: Path) -> None:
    repository = git.Repo.init(tmp_path)
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    repository.index.add(["mine.txt"])

    auditresp(tmp_path, "init")

    assert repository.git.status("--porcelain") == "A  mine.txt"


def test_without_a_user_the_files_are_written_all_the_same(tmp_path: Path, monkeypatch) -> None:
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.useConfigOnly")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    result = auditresp(tmp_path, "init")

    assert result.exit_code == 0
    assert (tmp_path / "auditresp.yaml").exists()
    assert "git config --global user.name" in result.stderr
