; The Vietnamese wizard. Per user without administrator rights; for all users when started as administrator (or /ALLUSERS).
; Silent: /S. Another folder: /D=C:\...  (last, without quotes). Data are never touched but for a backup before an upgrade.
Unicode true
Target amd64-unicode
ManifestDPIAware true
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave off
RequestExecutionLevel user
Name "NQ57 Desk"
OutFile "${OUTPUT}"
BrandingText "NQ57 Desk ${VERSION}"
!define APP "NQ57 Desk"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\NQ57Desk"
!define CLASSES "Software\Classes"
!define /ifndef SIGN ""
!if "${SIGN}" != ""
  !finalize '${SIGN}'
  !uninstfinalize '${SIGN}'
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include x64.nsh
!include nsDialogs.nsh

!define MUI_ICON "${TREE}/nq57desk.ico"
!define MUI_UNICON "${TREE}/nq57desk.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\nq57desk.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Mở NQ57 Desk"
!define MUI_WELCOMEPAGE_TITLE "Cài đặt NQ57 Desk ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "Phần mềm theo dõi kế hoạch thực hiện Nghị quyết 57-NQ/TW của phường, xã, đặc khu. Không cần mạng, không cần quyền quản trị.$\r$\n$\r$\nDữ liệu của cơ quan nằm riêng, không thuộc thư mục chương trình: cài bản mới hay gỡ bỏ đều giữ nguyên dữ liệu.$\r$\n$\r$\nHãy đóng NQ57 Desk nếu đang mở, rồi bấm Tiếp theo."
!insertmacro MUI_PAGE_WELCOME
Page custom WhoPage WhoLeave
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "ProductName" "NQ57 Desk"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "FileDescription" "Cài đặt NQ57 Desk"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "LegalCopyright" "MIT License"

LangString NEWER ${LANG_VIETNAMESE} "Máy này đang có NQ57 Desk $0, mới hơn bản ${VERSION}. Bản cũ không mở được dữ liệu của bản mới nên không cài. Dữ liệu và chương trình còn nguyên."
LangString NEWER ${LANG_ENGLISH} "This PC has NQ57 Desk $0, newer than ${VERSION}. The older program could not open its data, so nothing was installed. Data and program are untouched."
LangString RUNNING ${LANG_VIETNAMESE} "NQ57 Desk đang mở nên chưa thay được chương trình. Dữ liệu còn nguyên. Hãy đóng NQ57 Desk rồi bấm Thử lại."
LangString RUNNING ${LANG_ENGLISH} "NQ57 Desk is open, so the program cannot be replaced yet. The data are untouched. Close NQ57 Desk, then press Retry."
LangString ONLY64 ${LANG_VIETNAMESE} "NQ57 Desk cần Windows 10 (1809) trở lên, bản 64 bit. Chưa cài gì."
LangString ONLY64 ${LANG_ENGLISH} "NQ57 Desk needs 64-bit Windows 10 (1809) or later. Nothing was installed."
LangString BACKUP ${LANG_VIETNAMESE} "Sao lưu dữ liệu trước khi nâng cấp"
LangString BACKUP ${LANG_ENGLISH} "Backing up the data before the upgrade"
LangString NOBACKUP ${LANG_VIETNAMESE} "Chưa sao lưu được dữ liệu trước khi nâng cấp. Dữ liệu còn nguyên. Cài tiếp? (Chương trình mới còn tự sao lưu một lần nữa trước khi nâng cấp dữ liệu.)"
LangString NOBACKUP ${LANG_ENGLISH} "The data could not be backed up before the upgrade. They are untouched. Go on? (The new program makes a backup of its own before it upgrades the data.)"
LangString WHO ${LANG_VIETNAMESE} "Cài cho ai"
LangString WHO ${LANG_ENGLISH} "For whom"
LangString WHOTEXT ${LANG_VIETNAMESE} "Dữ liệu của mỗi tài khoản Windows nằm riêng trong cả hai cách."
LangString WHOTEXT ${LANG_ENGLISH} "Each Windows account keeps its own data either way."
LangString ONLYME ${LANG_VIETNAMESE} "Chỉ tài khoản đang dùng"
LangString ONLYME ${LANG_ENGLISH} "Only this account"
LangString EVERYBODY ${LANG_VIETNAMESE} "Mọi tài khoản trên máy này"
LangString EVERYBODY ${LANG_ENGLISH} "All accounts of this PC"
LangString KEPT ${LANG_VIETNAMESE} "Đã gỡ NQ57 Desk. Dữ liệu của cơ quan được giữ nguyên trong thư mục:$\r$\n$LOCALAPPDATA\nq57desk$\r$\nCài lại NQ57 Desk là mở được tiếp."
LangString KEPT ${LANG_ENGLISH} "NQ57 Desk was removed. The office's data were kept in:$\r$\n$LOCALAPPDATA\nq57desk$\r$\nInstall NQ57 Desk again to open them."

Var All
Var AllButton

!macro Context
  ${If} $All == 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
!macroend

Function Place
  !insertmacro Context
  ${If} $INSTDIR == ""
    ${If} $All == 1
      StrCpy $INSTDIR "$PROGRAMFILES64\NQ57 Desk"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\NQ57 Desk"
    ${EndIf}
    ReadRegStr $0 SHCTX "${KEY}" "InstallLocation"
    ${If} $0 != ""
      StrCpy $INSTDIR $0
    ${EndIf}
  ${EndIf}
FunctionEnd

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP|MB_OK "$(ONLY64)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  SetRegView 64
  StrCpy $All 0
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $All 1
  ${EndIf}
  Call Place
  ReadRegStr $0 SHCTX "${KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} $0 "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_ICONSTOP|MB_OK "$(NEWER)" /SD IDOK
      SetErrorLevel 4
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Function WhoPage
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != "Admin"
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(WHO)" "$(WHOTEXT)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 10u 100% 12u "$(ONLYME)"
  Pop $0
  ${NSD_CreateRadioButton} 0 28u 100% 12u "$(EVERYBODY)"
  Pop $AllButton
  ${If} $All == 1
    ${NSD_Check} $AllButton
  ${Else}
    ${NSD_Check} $0
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function WhoLeave
  ${NSD_GetState} $AllButton $0
  ${If} $0 != $All
    StrCpy $All $0
    StrCpy $INSTDIR ""
    Call Place
  ${EndIf}
FunctionEnd

; A program that runs cannot be renamed over: whoever has it open is asked to close it.
!macro Closed un
Function ${un}Closed
  again:
  ${If} ${FileExists} "$INSTDIR\nq57desk.exe"
    ClearErrors
    Delete "$INSTDIR\nq57desk.old"
    Rename "$INSTDIR\nq57desk.exe" "$INSTDIR\nq57desk.old"
    ${If} ${Errors}
      MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "$(RUNNING)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 5
      Quit
    ${EndIf}
    ; Windows lets a running program be renamed but not be written to.
    ClearErrors
    FileOpen $1 "$INSTDIR\nq57desk.old" a
    ${If} ${Errors}
      Rename "$INSTDIR\nq57desk.old" "$INSTDIR\nq57desk.exe"
      MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "$(RUNNING)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 5
      Quit
    ${EndIf}
    FileClose $1
    Rename "$INSTDIR\nq57desk.old" "$INSTDIR\nq57desk.exe"
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Closed ""
!insertmacro Closed "un."

!macro Remove
  RMDir /r "$INSTDIR\lib"
  Delete "$INSTDIR\*.pyd"
  Delete "$INSTDIR\*.dll"
  Delete "$INSTDIR\python311.zip"
  Delete "$INSTDIR\python311._pth"
  Delete "$INSTDIR\nq57desk.exe"
  Delete "$INSTDIR\nq57desk-cli.exe"
  Delete "$INSTDIR\nq57desk.ico"
  Delete "$INSTDIR\LICENSE*.txt"
!macroend

!macro FileType ending class described
  WriteRegStr SHCTX "${CLASSES}\.${ending}" "" "${class}"
  WriteRegStr SHCTX "${CLASSES}\${class}" "" "${described}"
  WriteRegStr SHCTX "${CLASSES}\${class}\DefaultIcon" "" "$INSTDIR\nq57desk.exe,0"
  WriteRegStr SHCTX "${CLASSES}\${class}\shell\open\command" "" '"$INSTDIR\nq57desk.exe" "%1"'
!macroend

!macro NoFileType ending class
  ReadRegStr $0 SHCTX "${CLASSES}\.${ending}" ""
  ${If} $0 == "${class}"
    DeleteRegKey SHCTX "${CLASSES}\.${ending}"
  ${EndIf}
  DeleteRegKey SHCTX "${CLASSES}\${class}"
!macroend

Section
  !insertmacro Context
  Call Closed
  ; The data are those of this account also where the program is everybody's.
  SetShellVarContext current
  ${If} ${FileExists} "$INSTDIR\nq57desk-cli.exe"
  ${AndIf} ${FileExists} "$LOCALAPPDATA\nq57desk\office\*.*"
    DetailPrint "$(BACKUP)"
    nsExec::ExecToLog '"$INSTDIR\nq57desk-cli.exe" backup make'
    Pop $0
    ${If} $0 != 0
      MessageBox MB_ICONEXCLAMATION|MB_YESNO "$(NOBACKUP)" /SD IDYES IDYES onward
      SetErrorLevel 6
      Quit
      onward:
    ${EndIf}
  ${EndIf}
  !insertmacro Context
  !insertmacro Remove
  SetOutPath "$INSTDIR"
  File /r "${TREE}/*"
  WriteUninstaller "$INSTDIR\go-bo.exe"
  CreateShortcut "$SMPROGRAMS\NQ57 Desk.lnk" "$INSTDIR\nq57desk.exe"
  CreateShortcut "$DESKTOP\NQ57 Desk.lnk" "$INSTDIR\nq57desk.exe"
  !insertmacro FileType "nq57" "NQ57Desk.Bundle" "Gói dữ liệu NQ57 Desk"
  !insertmacro FileType "nq57receipt" "NQ57Desk.Receipt" "Biên nhận NQ57 Desk"
  !insertmacro FileType "nq57card" "NQ57Desk.Card" "Phiếu đăng ký NQ57 Desk"
  !insertmacro FileType "nq57assign" "NQ57Desk.Assignment" "Tệp giao nhiệm vụ NQ57 Desk"
  WriteRegStr SHCTX "${KEY}" "DisplayName" "NQ57 Desk"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\nq57desk.exe,0"
  WriteRegStr SHCTX "${KEY}" "Publisher" "NQ57 Desk"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\go-bo.exe"'
  WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\go-bo.exe" /S'
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
  WriteRegDWORD SHCTX "${KEY}" "AllUsers" $All
  ${RefreshShellIcons}
SectionEnd

Function un.onInit
  SetRegView 64
  StrCpy $All 0
  ReadRegStr $0 HKLM "${KEY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    StrCpy $All 1
  ${EndIf}
  !insertmacro Context
FunctionEnd

Section Uninstall
  !insertmacro Context
  Call un.Closed
  !insertmacro Remove
  Delete "$INSTDIR\go-bo.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\NQ57 Desk.lnk"
  Delete "$DESKTOP\NQ57 Desk.lnk"
  !insertmacro NoFileType "nq57" "NQ57Desk.Bundle"
  !insertmacro NoFileType "nq57receipt" "NQ57Desk.Receipt"
  !insertmacro NoFileType "nq57card" "NQ57Desk.Card"
  !insertmacro NoFileType "nq57assign" "NQ57Desk.Assignment"
  DeleteRegKey SHCTX "${KEY}"
  SetShellVarContext current
  MessageBox MB_ICONINFORMATION|MB_OK "$(KEPT)" /SD IDOK
SectionEnd
