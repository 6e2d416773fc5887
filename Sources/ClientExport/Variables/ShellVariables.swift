/// Variables that have a value, or a meaning, in the user's shell.
///
/// Source: POSIX.1-2024, XBD 8.3, "Other Environment Variables"; the manuals of bash, "Shell
/// Variables", of zsh, "Parameters Set/Used By The Shell", and of curl, "ENVIRONMENT".
enum ShellVariables {
  /// True for a name that stands for something else than what a command asks its reader for.
  static func own(_ name: String) -> Bool {
    names.contains(name) || families.contains { name.hasPrefix($0) }
  }

  private static let families = [
    "BASH", "COMP_", "DYLD_", "FC_", "HIST", "LC_", "LD_", "POSIX", "PROMPT", "SSL_CERT_", "XDG_",
    "ZSH",
  ]

  private static let names: Set<String> = [
    "ALL_PROXY", "ARFLAGS", "ARGV", "CC", "CDPATH", "CFLAGS", "CHARSET", "COLUMNS", "COPROC",
    "CPUTYPE", "CURL_HOME", "DATEMSK", "DEAD", "DIRSTACK", "DIRSTACKSIZE", "DISPLAY", "EDITOR",
    "EGID", "EMACS", "ENV", "EPOCHREALTIME", "EPOCHSECONDS", "ERRNO", "EUID", "EXINIT", "FCEDIT",
    "FFLAGS", "FIGNORE", "FPATH", "FTP_PROXY", "FUNCNAME", "FUNCNEST", "GET", "GETFLAGS", "GFLAGS",
    "GID", "GLOBIGNORE", "GROUPS", "HOME", "HOST", "HOSTFILE", "HOSTNAME", "HOSTTYPE",
    "HTTPS_PROXY", "HTTP_PROXY", "IFS", "IGNOREEOF", "INPUTRC", "INSIDE_EMACS", "KEYBOARD_HACK",
    "KEYTIMEOUT", "LANG", "LANGUAGE", "LDFLAGS", "LEX", "LFLAGS", "LINENO", "LINES", "LISTER",
    "LISTMAX", "LOGCHECK", "LOGNAME", "LPDEST", "MACHTYPE", "MAIL", "MAILCHECK", "MAILER",
    "MAILPATH", "MAILRC", "MAKEFLAGS", "MAKESHELL", "MANPATH", "MAPFILE", "MATCH", "MBEGIN", "MEND",
    "MODULE_PATH", "MORE", "MSGVERB", "NLSPATH", "NO_PROXY", "NPROC", "NULLCMD", "OLDPWD", "OPTARG",
    "OPTERR", "OPTIND", "OSTYPE", "PAGER", "PATH", "PIPESTATUS", "POSTEDIT", "PPID", "PRINTER",
    "PROCLANG", "PROJECTDIR", "PS0", "PS1", "PS2", "PS3", "PS4", "PSVAR", "PWD", "RANDOM",
    "READLINE_ARGUMENT", "READLINE_LINE", "READLINE_MARK", "READLINE_POINT", "READNULLCMD",
    "REPLY", "REPORTMEMORY", "REPORTTIME", "RPROMPT", "RPS1", "RPS2", "SAVEHIST", "SECONDS",
    "SHELL", "SHELLOPTS", "SHLVL", "SIGNAL", "SPROMPT", "SRANDOM", "SSLKEYLOGFILE", "STTY", "TEMP",
    "TERM", "TERMCAP", "TERMINFO", "TIMEFMT", "TIMEFORMAT", "TMOUT", "TMP", "TMPDIR", "TMPPREFIX",
    "TMPSUFFIX", "TTY", "TTYIDLE", "TZ", "UID", "USER", "USERNAME", "VENDOR", "VISUAL", "WATCH",
    "WATCHFMT", "WORDCHARS", "YACC", "YFLAGS", "ZDOTDIR", "ZLE_LINE_ABORTED", "ZLE_REMOVE_SUFFIX",
    "ZLE_SPACE_SUFFIX_CHARS",
  ]
}
