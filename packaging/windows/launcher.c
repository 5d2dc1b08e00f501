/* Starts the program inside this process, so that its name, icon and manifest are ours in the
   taskbar, in the firewall's question and in the task manager.

   It is built twice: `worldcafe.exe` has a window, `worldcafe.com` a console. Whoever types
   `worldcafe` gets the second, since .com is looked for before .exe. */

#include <windows.h>
#include <wchar.h>

#define ROOM 32768 /* the longest path */

typedef int (*PythonMain)(int, wchar_t **);

static wchar_t *const FIRST[] = {L"-I", L"-B", L"-X", L"utf8", L"-m", L"worldcafe"};
enum { FIRST_COUNT = sizeof FIRST / sizeof *FIRST, MISTAKE = 1 };

/* Without a console nobody would hear of it. */
static int complain(void)
{
    MessageBoxW(NULL,
                L"worldcafe did not start, or ended by a mistake. If that happens again, "
                L"install it again: no workshop is lost by that.",
                L"worldcafe", MB_OK | MB_ICONERROR);
    return MISTAKE;
}

int wmain(int count, wchar_t **given)
{
    static wchar_t library[ROOM];
    GetModuleFileNameW(NULL, library, ROOM);
    wchar_t *name = wcsrchr(library, L'\\');
    if (!name || name + 1 + wcslen(PYTHON) >= library + ROOM)
        return complain();
    wcscpy(name + 1, PYTHON);
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    PythonMain run = python ? (PythonMain)(void *)GetProcAddress(python, "Py_Main") : NULL;
    wchar_t **all = calloc(count + FIRST_COUNT + 1, sizeof *all);
    if (!run || !all || !count)
        return complain();
    all[0] = given[0];
    memcpy(all + 1, FIRST, sizeof FIRST);
    memcpy(all + 1 + FIRST_COUNT, given + 1, (count - 1) * sizeof *all);
    int code = run(count + FIRST_COUNT, all);
    return HAS_CONSOLE || code != MISTAKE ? code : complain();
}
