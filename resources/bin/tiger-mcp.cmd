@echo off
rem Runs the bridge of this checkout: what an AI client starts. stdout belongs to the bridge alone.
setlocal
set "BRIDGE=%~dp0..\..\out\bridge\tiger-mcp.cjs"
if not exist "%BRIDGE%" (
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
node "%BRIDGE%" %*
exit /b %ERRORLEVEL%
