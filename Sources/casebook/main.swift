import CasebookCommands

runCasebook()
