@echo off
rem Runs the bridge of this checkout: what an AI client starts, with no argument or with --client ID. stdout belongs to the bridge alone.
rem With other arguments it runs the command line instead: tiger-mcp --help
setlocal
set "PROGRAM=%~dp0..\..\out\bridge\tiger-mcp.cjs"
if not "%~1"=="" if not "%~1"=="--client" set "PROGRAM=%~dp0..\..\out\cli\tiger-mcp-cli.cjs"
if not exist "%PROGRAM%" (
  >&2 echo tiger-mcp: the app is not built yet: run "npm start" once in its folder.
  exit /b 1
)
where node >nul 2>nul || (
  >&2 echo tiger-mcp: Node.js 18 or newer is needed and no node is on PATH. Install it from https://nodejs.org.
  exit /b 1
)
node -e "process.exit(parseInt(process.versions.node, 10) >= 18 ? 0 : 1)" || (
  >&2 echo tiger-mcp: Node.js 18 or newer is needed. Install it from https://nodejs.org.
  exit /b 1
)
node "%PROGRAM%" %*
exit /b %ERRORLEVEL%
