/*
 * A power cut for one process: loaded with LD_PRELOAD, it takes back what was written and not synced.
 *
 * What it models. The disk has blocks of 512 bytes. For every regular file below VIDIMUS_UNSYNC_DIRECTORY it keeps the
 * content that each block had at the last successful fsync or fdatasync of that file, and the file's size then. At the
 * cut, every block written since is independently either kept or put back, as the seed decides, or all of them are put
 * back; the size is the present one or the synced one. So a write may be lost, torn at a block, or overtaken by a later
 * one, and only a sync in between excludes that.
 *
 * What it does not model. Names (create, rename, link, unlink) are durable at once, as on a journaling file system that
 * orders metadata. Writes through mmap, O_DIRECT, io_uring or copy_file_range are not seen. Space given by fallocate
 * counts as a change of size.
 *
 * When it cuts. At SIGUSR2, or at the n-th write or sync if VIDIMUS_UNSYNC_COUNTDOWN is n: before it, or after it but
 * before the process learns of it. The process ends with _exit(137) at once; no handler runs.
 *
 * VIDIMUS_UNSYNC_SEED chooses what survives. Thread-safe by one lock, held over each write and each sync.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define BLOCK 512
#define MAXIMUM_FILES 4096
#define CUT_STATUS 137

struct before_image {
    off_t block;
    struct before_image *next;
    unsigned char bytes[BLOCK];
};

struct tracked_file {
    dev_t device;
    ino_t inode;
    int own_descriptor;
    off_t synced_size;
    size_t buckets;
    size_t count;
    struct before_image **table;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct tracked_file files[MAXIMUM_FILES];
static size_t file_count;
static char directory[PATH_MAX];
static uint64_t random_state = 1;
static long countdown = -1;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);

static void complain(const char *text) {
    char line[256];
    int length = snprintf(line, sizeof line, "unsync: %s\n", text);
    if (real_write != NULL && real_write(STDERR_FILENO, line, (size_t)length) < 0) return;
}

static void give_up(const char *text) {
    complain(text);
    _exit(70);
}

static uint64_t next_random(void) {
    /* splitmix64 */
    uint64_t z = (random_state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static void forget_images(struct tracked_file *file) {
    for (size_t i = 0; i < file->buckets; i++) {
        struct before_image *image = file->table[i];
        while (image != NULL) {
            struct before_image *next = image->next;
            free(image);
            image = next;
        }
        file->table[i] = NULL;
    }
    file->count = 0;
}

/* The file behind a descriptor if it is tracked or is to be; NULL for sockets, pipes and files elsewhere. */
static struct tracked_file *file_of(int descriptor) {
    struct stat status;
    char link[64], path[PATH_MAX];
    if (directory[0] == '\0' || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return NULL;
    for (size_t i = 0; i < file_count; i++) {
        if (files[i].device == status.st_dev && files[i].inode == status.st_ino) return &files[i];
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return NULL;
    path[length] = '\0';
    size_t prefix = strlen(directory);
    if (strncmp(path, directory, prefix) != 0 || path[prefix] != '/') return NULL;
    size_t slot = file_count;
    if (slot == MAXIMUM_FILES) {
        /* A file without unsynced blocks that nobody can reach any more, or else the first without any. */
        for (size_t i = 0; i < file_count && slot == MAXIMUM_FILES; i++) {
            struct stat now;
            if (files[i].count == 0 && fstat(files[i].own_descriptor, &now) == 0
                && now.st_size == files[i].synced_size) {
                slot = i;
            }
        }
        if (slot == MAXIMUM_FILES) give_up("too many files with unsynced writes");
        close(files[slot].own_descriptor);
        free(files[slot].table);
    } else {
        file_count++;
    }
    struct tracked_file *file = &files[slot];
    memset(file, 0, sizeof *file);
    file->device = status.st_dev;
    file->inode = status.st_ino;
    file->own_descriptor = real_open(link, O_RDWR | O_CLOEXEC);
    if (file->own_descriptor < 0) give_up("cannot open a file a second time");
    file->synced_size = status.st_size;
    file->buckets = 4096;
    file->table = calloc(file->buckets, sizeof *file->table);
    if (file->table == NULL) give_up("out of memory");
    return file;
}

/* Keeps the content of the blocks in a range, unless that was done since the last sync. */
static void keep_before_images(struct tracked_file *file, off_t from, off_t count) {
    if (count <= 0) return;
    for (off_t block = from / BLOCK; block <= (from + count - 1) / BLOCK; block++) {
        struct before_image **head = &file->table[(size_t)block % file->buckets];
        struct before_image *image = *head;
        while (image != NULL && image->block != block) image = image->next;
        if (image != NULL) continue;
        image = calloc(1, sizeof *image);
        if (image == NULL) give_up("out of memory");
        image->block = block;
        if (pread(file->own_descriptor, image->bytes, BLOCK, block * BLOCK) < 0) give_up("cannot read a block");
        image->next = *head;
        *head = image;
        file->count++;
    }
}

static void take_back(struct tracked_file *file, int everything) {
    struct stat status;
    if (fstat(file->own_descriptor, &status) != 0) give_up("cannot read a size");
    for (size_t i = 0; i < file->buckets; i++) {
        for (struct before_image *image = file->table[i]; image != NULL; image = image->next) {
            if (!everything && (next_random() & 1) != 0) continue;
            off_t position = image->block * BLOCK;
            off_t limit = status.st_size > file->synced_size ? status.st_size : file->synced_size;
            off_t length = position + BLOCK > limit ? limit - position : BLOCK;
            if (length > 0 && real_pwrite(file->own_descriptor, image->bytes, (size_t)length, position) != length) {
                give_up("cannot put a block back");
            }
        }
    }
    if (fstat(file->own_descriptor, &status) != 0) give_up("cannot read a size");
    int size_goes_back = everything || (next_random() & 1) != 0;
    if (status.st_size != file->synced_size && size_goes_back
        && real_ftruncate(file->own_descriptor, file->synced_size) != 0) {
        give_up("cannot put a size back");
    }
}

/* With the lock held; never returns. */
static void cut(void) {
    int everything = next_random() % 3 == 0;
    for (size_t i = 0; i < file_count; i++) take_back(&files[i], everything);
    _exit(CUT_STATUS);
}

/* With the lock held, once before and once after each write and sync. */
static void tick(void) {
    if (countdown > 0 && --countdown == 0) cut();
}

static void *wait_for_signal(void *unused) {
    (void)unused;
    sigset_t set;
    int number;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    while (sigwait(&set, &number) != 0) {}
    pthread_mutex_lock(&lock);
    cut();
    return NULL;
}

__attribute__((constructor)) static void start(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_writev = dlsym(RTLD_NEXT, "writev");
    real_pwritev = dlsym(RTLD_NEXT, "pwritev");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
    real_open = dlsym(RTLD_NEXT, "open");
    real_openat = dlsym(RTLD_NEXT, "openat");
    const char *wanted = getenv("VIDIMUS_UNSYNC_DIRECTORY");
    const char *seed = getenv("VIDIMUS_UNSYNC_SEED");
    const char *count = getenv("VIDIMUS_UNSYNC_COUNTDOWN");
    if (wanted == NULL) return;
    if (realpath(wanted, directory) == NULL) give_up("VIDIMUS_UNSYNC_DIRECTORY does not exist");
    if (seed != NULL) random_state = strtoull(seed, NULL, 10);
    if (count != NULL) countdown = strtol(count, NULL, 10);
    sigset_t set;
    pthread_t thread;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    /* Before any other thread exists, so that all inherit the mask and only the one below gets the signal. */
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    if (pthread_create(&thread, NULL, wait_for_signal, NULL) != 0) give_up("cannot start a thread");
    pthread_detach(thread);
}

/* Where a write without a position goes. */
static off_t position_of(int descriptor, struct tracked_file *file) {
    if ((fcntl(descriptor, F_GETFL) & O_APPEND) != 0) return lseek(file->own_descriptor, 0, SEEK_END);
    return lseek(descriptor, 0, SEEK_CUR);
}

static off_t total(const struct iovec *parts, int count) {
    off_t sum = 0;
    for (int i = 0; i < count; i++) sum += (off_t)parts[i].iov_len;
    return sum;
}

/* Sockets and other files go straight through, without the lock. */
static int is_outside(int descriptor) {
    struct stat status;
    return directory[0] == '\0' || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode);
}

#define GUARDED(result_type, descriptor, position, count, call)                                                        \
    if (is_outside(descriptor)) return call;                                                                           \
    pthread_mutex_lock(&lock);                                                                                         \
    struct tracked_file *file = file_of(descriptor);                                                                   \
    if (file != NULL) {                                                                                                \
        tick();                                                                                                        \
        keep_before_images(file, position, count);                                                                     \
    }                                                                                                                  \
    result_type result = call;                                                                                         \
    int saved = errno;                                                                                                 \
    if (file != NULL) tick();                                                                                          \
    pthread_mutex_unlock(&lock);                                                                                       \
    errno = saved;                                                                                                     \
    return result

ssize_t write(int descriptor, const void *bytes, size_t count) {
    GUARDED(ssize_t, descriptor, position_of(descriptor, file), (off_t)count, real_write(descriptor, bytes, count));
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t position) {
    GUARDED(ssize_t, descriptor, position, (off_t)count, real_pwrite(descriptor, bytes, count, position));
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t position) {
    return pwrite(descriptor, bytes, count, position);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    GUARDED(ssize_t, descriptor, position_of(descriptor, file), total(parts, count),
            real_writev(descriptor, parts, count));
}

ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t position) {
    GUARDED(ssize_t, descriptor, position, total(parts, count), real_pwritev(descriptor, parts, count, position));
}

ssize_t pwritev64(int descriptor, const struct iovec *parts, int count, off_t position) {
    return pwritev(descriptor, parts, count, position);
}

int ftruncate(int descriptor, off_t size) {
    struct stat status;
    off_t old = fstat(descriptor, &status) == 0 ? status.st_size : 0;
    /* Cutting loses the tail; growing changes only the size. */
    GUARDED(int, descriptor, size, old - size, real_ftruncate(descriptor, size));
}

int ftruncate64(int descriptor, off_t size) { return ftruncate(descriptor, size); }

static int sync_file(int descriptor, int (*real)(int)) {
    if (is_outside(descriptor)) return real(descriptor);
    pthread_mutex_lock(&lock);
    struct tracked_file *file = file_of(descriptor);
    if (file != NULL) tick();
    int result = real(descriptor);
    int saved = errno;
    if (file != NULL && result == 0) {
        struct stat status;
        forget_images(file);
        if (fstat(descriptor, &status) == 0) file->synced_size = status.st_size;
    }
    if (file != NULL) tick();
    pthread_mutex_unlock(&lock);
    errno = saved;
    return result;
}

int fsync(int descriptor) { return sync_file(descriptor, real_fsync); }

int fdatasync(int descriptor) { return sync_file(descriptor, real_fdatasync); }

/* Opening for writing starts the tracking; O_TRUNC becomes an ftruncate, so that the old content can come back. */
static int watch(int descriptor, int flags) {
    if (descriptor < 0 || (flags & O_ACCMODE) == O_RDONLY || is_outside(descriptor)) return descriptor;
    pthread_mutex_lock(&lock);
    struct tracked_file *file = file_of(descriptor);
    pthread_mutex_unlock(&lock);
    if ((flags & O_TRUNC) != 0) {
        int failed = file != NULL ? ftruncate(descriptor, 0) : real_ftruncate(descriptor, 0);
        if (failed != 0) {
            int saved = errno;
            close(descriptor);
            errno = saved;
            return -1;
        }
    }
    return descriptor;
}

static int without_truncation(int flags) { return (flags & O_ACCMODE) == O_RDONLY ? flags : flags & ~O_TRUNC; }

static int has_mode(int flags) { return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE; }

int open(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (has_mode(flags)) {
        va_list arguments;
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    if (directory[0] == '\0') return real_open(path, flags, mode);
    return watch(real_open(path, without_truncation(flags), mode), flags);
}

int open64(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (has_mode(flags)) {
        va_list arguments;
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    if (directory[0] == '\0') return real_open(path, flags, mode);
    return watch(real_open(path, without_truncation(flags), mode), flags);
}

int openat(int folder, const char *path, int flags, ...) {
    mode_t mode = 0;
    if (has_mode(flags)) {
        va_list arguments;
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    if (directory[0] == '\0') return real_openat(folder, path, flags, mode);
    return watch(real_openat(folder, path, without_truncation(flags), mode), flags);
}
