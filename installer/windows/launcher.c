/* Starts Python inside this very process, so that the task manager, the taskbar and the firewall know one program:
   nq57desk.exe (no console) and nq57desk-cli.exe (with one). python311.dll and its ._pth lie beside; everything on the
   command line is handed on. Nothing is searched for outside this folder. */

#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

typedef int(__cdecl *py_main)(int, wchar_t **);

static int refuse(const wchar_t *why) {
#ifdef WITH_CONSOLE
    fputws(why, stderr);
#else
    MessageBoxW(NULL, why, L"NQ57 Desk", MB_ICONERROR | MB_OK);
#endif
    return 3;
}

int wmain(int argc, wchar_t **argv) {
    static const wchar_t *first[] = {L"-I", L"-X", L"utf8", L"-m", L"nq57desk.packaged"};
    const int before = (int)(sizeof first / sizeof *first);
    wchar_t place[32768];
    wchar_t *name;
    DWORD length = GetModuleFileNameW(NULL, place, 32000);

    if (length == 0 || length >= 32000 || (name = wcsrchr(place, L'\\')) == NULL)
        return refuse(L"Không tìm được thư mục của chương trình. Dữ liệu còn nguyên.");
    wcscpy(name + 1, L"python311.dll");
    /* Only from this folder and the system's: never from the working directory. */
    HMODULE python = LoadLibraryExW(place, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    py_main run = python ? (py_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (run == NULL)
        return refuse(L"Thư mục chương trình thiếu tệp python311.dll. Dữ liệu còn nguyên. Xin cài lại NQ57 Desk.");

    wchar_t **all = calloc((size_t)argc + before + 1, sizeof *all);
    if (all == NULL)
        return refuse(L"Máy hết bộ nhớ. Dữ liệu còn nguyên.");
    all[0] = argv[0];
    for (int i = 0; i < before; i++)
        all[1 + i] = (wchar_t *)first[i];
    for (int i = 1; i < argc; i++)
        all[before + i] = argv[i];
    return run(argc + before, all);
}
