/* What an AppImage begins with: it mounts what follows it in the same file, and becomes the
   program that lies there. Where nothing can be mounted, it unpacks it instead.

   A child keeps the place as long as the program or a child of it runs, which it sees by the
   end of a pipe that they hold; then it clears the place away. */

#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ll.h"
#include "traverse.h"
#include "util.h"

static char self[PATH_MAX];
static size_t offset; /* where in it the packed files begin */

static const struct fuse_lowlevel_ops reading = {
    .init = sqfs_ll_op_init,
    .lookup = sqfs_ll_op_lookup,
    .forget = sqfs_ll_op_forget,
    .getattr = sqfs_ll_op_getattr,
    .readlink = sqfs_ll_op_readlink,
    .open = sqfs_ll_op_open,
    .read = sqfs_ll_op_read,
    .release = sqfs_ll_op_release,
    .opendir = sqfs_ll_op_opendir,
    .readdir = sqfs_ll_op_readdir,
    .releasedir = sqfs_ll_op_releasedir,
    .statfs = stfs_ll_op_statfs,
};

/* Find ourselves, and where we end: the table of sections is the last of an ELF file. */
static int find_self(void)
{
    Elf64_Ehdr header;
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    ssize_t got = file < 0 ? -1 : read(file, &header, sizeof header);
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (file >= 0)
        close(file);
    if (got != sizeof header || length < 0)
        return -1;
    self[length] = 0;
    offset = header.e_shoff + (size_t)header.e_shnum * header.e_shentsize;
    return 0;
}

/* Mounting */

struct service {
    struct fuse_session *session;
    int held;
};

/* Answer what is asked of the mounted files until nobody holds the other end of the pipe. */
static void *serve(void *service)
{
    struct fuse_session *session = ((struct service *)service)->session;
    int held = ((struct service *)service)->held;
    struct fuse_buf asked = {0};
    struct pollfd watched[] = {{fuse_session_fd(session), POLLIN, 0}, {held, POLLIN, 0}};
    while (!fuse_session_exited(session)) {
        if (poll(watched, 2, -1) < 0 && errno != EINTR)
            break;
        if (watched[1].revents)
            break;
        if (watched[0].revents) {
            int length = fuse_session_receive_buf(session, &asked);
            if (length > 0)
                fuse_session_process_buf(session, &asked);
            else if (length != -EINTR && length != -EAGAIN)
                break;
        }
    }
    free(asked.mem);
    return NULL;
}

/* Serve in several threads: one may unpack what is read ahead while another answers. */
static void serve_together(struct service *service)
{
    pthread_t others[2];
    int begun = 0;
    /* One question wakes them all; who does not get it must not wait for the next in reading. */
    fcntl(fuse_session_fd(service->session), F_SETFL, O_NONBLOCK);
    while (begun < 2 && !pthread_create(&others[begun], NULL, serve, service))
        begun++;
    serve(service);
    while (begun--)
        pthread_join(others[begun], NULL);
}

/* Read through the mounted place what every start needs, as `.ahead` names it there: it is
   unpacked, and kept by the kernel, while the program is still at its beginning. */
static void *read_ahead(void *place)
{
    static char part[1 << 20];
    char name[PATH_MAX], path[2 * PATH_MAX];
    snprintf(path, sizeof path, "%s/.ahead", (const char *)place);
    FILE *names = fopen(path, "re");
    while (names && fscanf(names, "%4095s", name) == 1) {
        snprintf(path, sizeof path, "%s/%s", (const char *)place, name);
        int file = open(path, O_RDONLY | O_CLOEXEC);
        while (file >= 0 && read(file, part, sizeof part) > 0)
            ;
        close(file);
    }
    if (names)
        fclose(names);
    return NULL;
}

/* Mount at a place, say so, and keep it so. Without a word nothing was mounted. */
static void keep_mounted(const char *place, int ready, int held)
{
    char *words[] = {self, "-oro,nodev,nosuid,fsname=worldcafe"};
    struct fuse_args arguments = FUSE_ARGS_INIT(2, words);
    struct fuse_lowlevel_ops operations = reading;
    sqfs_ll_chan channel;
    pthread_t ahead;
    sqfs_ll *image = sqfs_ll_open(self, offset);
    if (!image || sqfs_ll_mount(&channel, place, &arguments, &operations, sizeof operations, image))
        return;
    if (write(ready, "", 1) == 1) {
        close(ready);
        pthread_create(&ahead, NULL, read_ahead, (void *)place); /* ends with us at the latest */
        serve_together(&(struct service){channel.session, held});
    }
    sqfs_ll_unmount(&channel, place);
    rmdir(place);
}

/* Unpacking */

static int unpack_file(sqfs *image, sqfs_inode *inode, int folder, const char *name)
{
    static char block[1 << 20];
    int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL, inode->base.mode & 0777);
    if (file < 0)
        return -1;
    for (sqfs_off_t at = 0, got = sizeof block; got > 0; at += got) {
        got = sizeof block;
        if (sqfs_read_range(image, inode, at, &got, block) || write(file, block, got) != got) {
            close(file);
            return -1;
        }
    }
    return close(file);
}

static int unpack_link(sqfs *image, sqfs_inode *inode, int folder, const char *name)
{
    char aim[PATH_MAX];
    size_t length = sizeof aim;
    return sqfs_readlink(image, inode, aim, &length) ? -1 : symlinkat(aim, folder, name);
}

static int unpack_one(sqfs *image, sqfs_traverse *found, int folder)
{
    sqfs_inode inode;
    if (sqfs_inode_get(image, &inode, sqfs_dentry_inode(&found->entry)))
        return -1;
    switch (inode.base.mode & S_IFMT) {
    case S_IFDIR:
        return mkdirat(folder, found->path, 0755);
    case S_IFLNK:
        return unpack_link(image, &inode, folder, found->path);
    case S_IFREG:
        return unpack_file(image, &inode, folder, found->path);
    }
    return 0;
}

/* Unpack everything into a folder that is there. */
static int unpack(const char *place)
{
    sqfs image;
    sqfs_traverse found;
    sqfs_err failed = SQFS_OK;
    int folder = open(place, O_DIRECTORY | O_CLOEXEC), result = 0;
    if (folder < 0 || sqfs_open_image(&image, self, offset))
        return -1;
    if (sqfs_traverse_open(&found, &image, sqfs_inode_root(&image)))
        return -1;
    while (!result && sqfs_traverse_next(&found, &failed))
        if (!found.dir_end)
            result = unpack_one(&image, &found, folder);
    sqfs_traverse_close(&found);
    close(folder);
    return failed ? -1 : result;
}

static int remove_one(const char *path, const struct stat *told, int kind, struct FTW *at)
{
    (void)told, (void)kind, (void)at;
    remove(path);
    return 0;
}

/* Unpack into a place, say so, and remove it in the end. Without a word it did not fit. */
static void keep_unpacked(const char *place, int ready, int held)
{
    struct pollfd watched = {held, POLLIN, 0};
    if (!unpack(place) && write(ready, "", 1) == 1) {
        close(ready);
        while (poll(&watched, 1, -1) < 0 && errno == EINTR)
            ;
    }
    nftw(place, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Starting */

/* Have a child keep the files at a place; whether they are there. */
static int kept(void (*keep)(const char *, int, int), const char *place)
{
    int ready[2], held[2];
    char word;
    if (pipe2(ready, O_CLOEXEC) || pipe(held))
        return 0;
    pid_t keeper = fork();
    if (!keeper) {
        int quiet = open("/dev/null", O_RDWR);
        for (int stream = 0; stream < 3; stream++)
            dup2(quiet, stream); /* else whoever waits for the end of what is said waits for us */
        signal(SIGPIPE, SIG_IGN);
        setsid(); /* what ends the program from a terminal does not end us before it */
        close(ready[0]);
        close(held[1]);
        keep(place, ready[1], held[0]);
        _exit(0);
    }
    close(ready[1]);
    close(held[0]);
    int is_there = keeper > 0 && read(ready[0], &word, 1) == 1;
    close(ready[0]);
    if (!is_there) {
        close(held[1]);
        if (keeper > 0)
            waitpid(keeper, NULL, 0);
    }
    return is_there; /* the other end of `held` stays open in what we become */
}

/* Become the program at a place. */
static int become(const char *place, char **argv)
{
    char program[PATH_MAX + 8], here[PATH_MAX];
    snprintf(program, sizeof program, "%s/AppRun", place);
    setenv("APPIMAGE", self, 1);
    setenv("APPDIR", place, 1);
    setenv("ARGV0", argv[0], 1);
    if (getcwd(here, sizeof here))
        setenv("OWD", here, 1);
    argv[0] = program;
    execv(program, argv);
    perror(program);
    return 127;
}

/* Take a word out of those that were typed, where it is the first. */
static int told(char **argv, const char *word)
{
    if (!argv[1] || strcmp(argv[1], word))
        return 0;
    for (char **next = argv + 1; (next[0] = next[1]); next++)
        ;
    return 1;
}

int main(int argc, char **argv)
{
    char place[PATH_MAX];
    const char *temporary = getenv("TMPDIR");
    (void)argc;
    if (find_self()) {
        perror("/proc/self/exe");
        return 127;
    }
    if (told(argv, "--appimage-offset"))
        return printf("%zu\n", offset) < 0;
    if (told(argv, "--appimage-extract")) {
        if (mkdir("squashfs-root", 0755) || unpack("squashfs-root")) {
            perror("squashfs-root");
            return 1;
        }
        return 0;
    }
    int unpacked = told(argv, "--appimage-extract-and-run") || getenv("APPIMAGE_EXTRACT_AND_RUN");
    /* A folder of our own, which mkdtemp makes for its owner alone. */
    snprintf(place, sizeof place, "%s/worldcafe.XXXXXX", temporary ? temporary : "/tmp");
    if (mkdtemp(place) && !unpacked && kept(keep_mounted, place))
        return become(place, argv);
    if (kept(keep_unpacked, place))
        return become(place, argv);
    fprintf(stderr, "%s: %s has no room for what is packed in it.\n", self, place);
    return 127;
}
