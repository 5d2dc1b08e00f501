; Installs worldcafe for one person, without an administrator. What it needs to be told
; (VERSION, NUMBERS, KILOBYTES, ICON, FOLDER, LISTING, INSTALLER, perhaps SIGN and QUICK)
; comes from installer.py. LISTING removes what was installed, file by file: whatever else lies in the
; folder is not ours and stays.
;
; It takes NSIS's own switches: /S asks nothing, /D=FOLDER chooses where. Exit codes: 0 done,
; 1 given up by the person, 2 the program is still running.

Unicode true
Target amd64-unicode
!define NAME worldcafe
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"
!define KIND "${NAME}.workshop"
!define STILL_RUNNING 2

Name "${NAME}"
OutFile "${INSTALLER}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
SetDateSave on
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey CompanyName "The worldcafe contributors"
VIAddVersionKey LegalCopyright "MIT licence"

!include MUI2.nsh
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\worldcafe.exe"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(Kept)"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first is for everybody whose language is none of these.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "Portuguese"
!insertmacro MUI_LANGUAGE "PortugueseBR"
!insertmacro MUI_LANGUAGE "Arabic"

!macro IN_LANGUAGE LANGUAGE WORKSHOP RUNNING KEPT
  LangString Workshop ${LANG_${LANGUAGE}} "${WORKSHOP}"
  LangString Running ${LANG_${LANGUAGE}} "${RUNNING}"
  LangString Kept ${LANG_${LANGUAGE}} "${KEPT}"
!macroend
!insertmacro IN_LANGUAGE ENGLISH "World Café workshop" \
  "worldcafe is running. Close it, then retry." \
  "The program is removed. Your workshops, their copies and your settings stay."
!insertmacro IN_LANGUAGE FRENCH "Atelier World Café" \
  "worldcafe est ouvert. Fermez-le, puis réessayez." \
  "Le programme est supprimé. Vos ateliers, leurs copies et vos réglages restent."
!insertmacro IN_LANGUAGE SPANISH "Taller World Café" \
  "worldcafe está abierto. Ciérrelo y vuelva a intentarlo." \
  "Se eliminará el programa. Se conservan sus talleres, con sus copias, y sus preferencias."
!insertmacro IN_LANGUAGE PORTUGUESE "Oficina World Café" \
  "O worldcafe está aberto. Feche-o e tente de novo." \
  "O programa será removido. As suas oficinas, as cópias delas e as suas opções serão mantidas."
!insertmacro IN_LANGUAGE PORTUGUESEBR "Oficina World Café" \
  "O worldcafe está aberto. Feche-o e tente de novo." \
  "O programa será removido. As suas oficinas, as cópias delas e as suas opções serão mantidas."
!insertmacro IN_LANGUAGE ARABIC "ورشة المقهى العالمي" \
  "برنامج worldcafe قيد التشغيل. أغلقه ثم أعد المحاولة." \
  "سيُزال البرنامج. أما الورش التي أعددتها ونسخها وإعداداتك فتبقى."

; Windows lets nobody write to a program that runs.
!macro MAKE_SURE_IT_IS_CLOSED UN
Function ${UN}MakeSureItIsClosed
  look:
  StrCpy $1 "worldcafe.exe"
  try:
  IfFileExists "$INSTDIR\$1" 0 next
  ClearErrors
  FileOpen $0 "$INSTDIR\$1" a
  IfErrors running
  FileClose $0
  next:
  StrCmp $1 "worldcafe.com" closed
  StrCpy $1 "worldcafe.com"
  Goto try
  running:
  IfSilent give_up
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" IDRETRY look
  give_up:
  SetErrorLevel ${STILL_RUNNING}
  Quit
  closed:
FunctionEnd
!macroend
!insertmacro MAKE_SURE_IT_IS_CLOSED ""
!insertmacro MAKE_SURE_IT_IS_CLOSED "un."

!macro TELL_THE_DESKTOP
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; kinds of files changed
!macroend

Section
  Call MakeSureItIsClosed
  ; What another version brought goes first: only its own uninstaller knows what that was.
  IfFileExists "$INSTDIR\uninstall.exe" 0 +2
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'

  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\worldcafe.exe"

  WriteRegStr HKCU "${CLASSES}\.worldcafe" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\.worldcafe" "Content Type" "application/vnd.worldcafe"
  WriteRegStr HKCU "${CLASSES}\.worldcafe\OpenWithProgids" "${KIND}" ""
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "$(Workshop)"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\worldcafe.exe,0"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\worldcafe.exe" "%1"'
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\worldcafe.exe" "" \
    "$INSTDIR\worldcafe.exe"
  !insertmacro TELL_THE_DESKTOP

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\worldcafe.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The worldcafe contributors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section Uninstall
  Call un.MakeSureItIsClosed
  !include "${LISTING}"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP" ; nobody can remove the folder they are in
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"

  ; Another program may have taken the files over since.
  ReadRegStr $0 HKCU "${CLASSES}\.worldcafe" ""
  StrCmp $0 "${KIND}" 0 +2
    DeleteRegValue HKCU "${CLASSES}\.worldcafe" ""
  DeleteRegValue HKCU "${CLASSES}\.worldcafe\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.worldcafe\OpenWithProgids"
  DeleteRegValue HKCU "${CLASSES}\.worldcafe" "Content Type"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.worldcafe"
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\worldcafe.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  !insertmacro TELL_THE_DESKTOP
SectionEnd

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif
