@echo off
rem Builds what is wanted when sources are newer than the last build, then runs Lilt. The same as the script `lilt`, for Windows.
setlocal
set "here=%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -version >nul 2>&1 || (echo lilt: no Java found: install a JDK 17 or newer, or set JAVA_HOME 1>&2 & exit /b 1)

call :stale "%here%engine\host\target\built" && (
  echo Building Lilt ^(the first time Maven fetches about 55 MB^) ... 1>&2
  call :build engine/host || exit /b 1
)
set "path_=%here%engine\host\target\classes;%here%engine\host\target\lib\*"
if /i not "%~1"=="train" goto run

call :stale "%here%engine\training\target\built" && (
  echo Building the training, which needs DL4J ^(the first time Maven fetches about 170 MB^) ... 1>&2
  call :build engine/training || exit /b 1
)
set "path_=%path_%;%here%engine\training\target\classes;%here%engine\training\target\lib\*"

:run
"%java%" -XX:+UseSerialGC -XX:-UsePerfData --enable-native-access=ALL-UNNAMED --add-exports=java.desktop/com.sun.media.sound=ALL-UNNAMED %LILT_JAVA_OPTIONS% -cp "%path_%" org.lilt.host.Lilt %*
exit /b %errorlevel%

rem Succeeds when the stamp is missing or older than a source.
:stale
if not exist %1 exit /b 0
powershell -NoProfile -Command "$t=(Get-Item '%~1').LastWriteTime; $n=Get-ChildItem '%here%pom.xml','%here%abc-to-midi','%here%midi-bridge','%here%engine','%here%presets' -Recurse -File | Where-Object { $_.FullName -notmatch '\\target\\' -and $_.LastWriteTime -gt $t } | Select-Object -First 1; $j=Get-Item '%USERPROFILE%\.m2\repository\com\github\philburk\jsyn\v17.2.0\jsyn-v17.2.0.jar' -ErrorAction SilentlyContinue; if ($n -or ($j -and $j.CreationTime -gt $t)) { exit 0 } else { exit 1 }"
exit /b %errorlevel%

:build
pushd "%here%"
call mvn -q -B -pl %1 -am -Dmaven.test.skip=true package || (popd & echo lilt: the build has failed; its output stands above 1>&2 & exit /b 1)
popd
type nul > "%here%%1\target\built"
exit /b 0
