package io.hecd.admin.launch;

/**
 * The words of `global` that are the process's business, not the load balancer's (manual 3.1). Empty text, 0 and
 * -1 mean "not written".
 */
record ProcessWords(
        boolean daemon,
        boolean quiet,
        boolean zeroWarning,
        boolean masterWorker,
        String pidFile,
        int uid,
        int gid,
        String user,
        String group,
        String chroot,
        int openFiles) {
    static final ProcessWords NONE = new ProcessWords(false, false, false, false, "", -1, -1, "", "", "", 0);
}
