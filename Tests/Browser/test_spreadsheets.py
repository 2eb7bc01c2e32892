"""`casebook new script --from`: workbooks as spreadsheet programs write them."""

import datetime
import subprocess

import openpyxl
import pytest

from conftest import executable


@pytest.fixture
def base(tmp_path):
    folder = tmp_path / "base"
    subprocess.run([executable(), "init", folder, "--language", "zh"], check=True, capture_output=True)
    return folder


def take_over(folder, workbook, *options):
    path = folder / "old.xlsx"
    workbook.save(path)
    return subprocess.run(
        [executable(), "new", "script", "--from", path, "--source", folder, "--language", "en", *options],
        capture_output=True, text=True)


def test_a_workbook_becomes_drafts_with_the_rows_it_counts(base):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["话术名称", "话术内容", "适用场景", "渠道", "风险", "激烈程度", "生效日期", "编号"])
    sheet.append(["查进度", "我马上去查，\n查到给您回话。", "客户来催", "电话、在线", "低", 2, datetime.date(2026, 1, 5), "0012"])
    sheet.append([])
    sheet.append(["查进度", "又一行", "", "", "", None, None, None])
    sheet["A4"].font = openpyxl.styles.Font(bold=True)
    workbook.create_sheet("别的").append(["不该读的"])
    run = take_over(base, workbook)
    assert run.returncode == 0, run.stderr
    assert run.stdout.endswith("Content/scripts/cha-jin-du.md\n")
    assert "row 3 is left out: it is empty" in run.stderr
    assert "row 4 is left out: its title or its words are those of row 2" in run.stderr
    text = (base / "Content/scripts/cha-jin-du.md").read_text("utf-8")
    for words in ["> 我马上去查，\n>\n> 查到给您回话。\n", "\nintensity: 2\n", "\nvalid_from: 2026-01-05\n", "channels: [phone, online]", "0012"]:
        assert words in text, text
    assert "不该读的" not in text
    subprocess.run([executable(), "build", "--source", base, "--drafts", "--strict"], check=True, capture_output=True)


def test_what_is_no_workbook_is_said(base):
    (base / "old.xlsx").write_text("no zip")
    run = subprocess.run(
        [executable(), "new", "script", "--from", base / "old.xlsx", "--source", base, "--language", "en"],
        capture_output=True, text=True)
    assert run.returncode == 1
    assert "can't read the file" in run.stderr
