/// Where the user's configuration lies: `$XDG_CONFIG_HOME/fluidtop`, `~/.config/fluidtop` without it.
/// Source: XDG Base Directory Specification, which takes only whole paths.
struct ConfigurationFolder {
  let path: String

  /// Nil where neither variable is set.
  init?(_ environment: EnvironmentReference) {
    let variables = environment.environment
    if let folder = variables["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      path = folder + "/fluidtop"
    } else if let home = variables["HOME"], !home.isEmpty {
      path = home + "/.config/fluidtop"
    } else {
      return nil
    }
  }

  /// What the user has set.
  var file: String { path + "/config.json" }

  /// Headers and credentials kept by name.
  var profiles: String { path + "/profiles.json" }

  /// The user's themes.
  var themes: ThemeFolder { ThemeFolder(path: path + "/themes") }
}
