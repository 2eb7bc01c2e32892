#!/usr/bin/env python3
"""The manual page of casebook, from what the program says of itself.

    casebook --experimental-dump-help | manual-page.py VERSION > casebook.1
"""

import json
import sys


def text(words):
    """Words as roff takes them: no escape, no request at the head of a line."""
    lines = words.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines)


def name(of):
    return ("\\-\\-" if of["kind"] == "long" else "\\-") + text(of["name"])


def heading(argument):
    """How an option or argument is typed."""
    value = f" \\fI{text(argument.get('valueName', ''))}\\fR"
    if argument["kind"] == "positional":
        return value.strip() + (" ..." if argument["isRepeating"] else "")
    names = ", ".join(f"\\fB{name(of)}\\fR" for of in argument["names"])
    return names + (value if argument["kind"] == "option" else "")


def paragraphs(argument):
    words = [argument.get("abstract", ""), argument.get("discussion", "")]
    if argument.get("allValues") or argument.get("allValueStrings"):
        words.append("(" + ", ".join(argument.get("allValues") or argument["allValueStrings"]) + ")")
    if argument.get("defaultValue"):
        words.append(f"(default: {argument['defaultValue']})")
    return [text(part) for part in words if part]


def arguments(command):
    for argument in command.get("arguments", []):
        if argument.get("shouldDisplay", True):
            yield ".TP"
            yield heading(argument)
            yield "\n.br\n".join(paragraphs(argument)) or "\\&"


def usage(command, path):
    words = [f"\\fB{text(path)}\\fR"]
    if command.get("subcommands"):
        words.append("\\fISUBCOMMAND\\fR")
    for argument in command.get("arguments", []):
        if argument["kind"] == "positional":
            shown = heading(argument)
            words.append(f"[{shown}]" if argument["isOptional"] else shown)
    return " ".join(words + ["[\\fIoptions\\fR]"])


def page(tool, version):
    command = tool["command"]
    yield f'.TH CASEBOOK 1 "" "Casebook {version}"'
    yield ".SH NAME"
    yield f"casebook \\- {text(command['abstract'])}"
    yield ".SH SYNOPSIS"
    yield usage(command, "casebook")
    yield ".SH COMMANDS"
    for sub in command["subcommands"]:
        if not sub.get("shouldDisplay", True) or sub["commandName"] == "help":
            continue
        yield f".SS {sub['commandName']}"
        yield usage(sub, "casebook " + sub["commandName"])
        yield ".PP"
        yield text(sub.get("abstract", ""))
        if sub.get("discussion"):
            yield ".PP"
            yield "\n.br\n".join(text(sub["discussion"]).split("\n"))
        yield from arguments(sub)
    yield ".SH EXIT STATUS"
    for status, words in [
        (0, "完成 · done"), (1, "内容有错误，没有发布 · content has errors (or warnings with \\-\\-strict), nothing was published"),
        (64, "用法不对 · usage"), (74, "磁盘出错 · disk"),
    ]:
        yield f".TP\n\\fB{status}\\fR\n{words}"


if __name__ == "__main__":
    print("\n".join(page(json.load(sys.stdin), sys.argv[1])))
