import Endpoints
import WebText

extension AppState {
  /// The profiles of the server that is looked at.
  var ownProfiles: [Profile] { profiles.filter { $0.server == catalog.baseURL } }

  /// What the palette offers for profiles, behind `text`.
  func profileEntries(_ text: String) -> [PaletteEntry] {
    let save = Command.saveProfile("").name + " "
    var commands = ownProfiles.map { Command.profile($0.name) }
    if text.hasPrefix(save) {
      commands.append(.saveProfile(text.dropFirst(save.count).trimmingSpaces()))
    }
    return commands.map { PaletteEntry(command: $0, key: nil, meaning: "headers and auth") }
  }

  /// Takes the profile of a name in place of the present one; nil for none.
  mutating func useProfile(_ name: String?) {
    let new = ownProfiles.first { $0.name == name }
    if name != nil, new == nil { return say("there is no profile of that name", isProblem: true) }
    for (scheme, text) in profile?.credentials ?? [:] where credentials[scheme]?.text == text {
      credentials[scheme] = nil
    }
    for (scheme, text) in new?.credentials ?? [:] { credentials[scheme] = TextInput(text) }
    for (title, draft) in drafts {
      drafts[title]?.fields.replaceHeaders(
        with: draft.fields.filter { field in
          field.role == .header && !field.isEmpty
            && profile?.headers.contains(field.text) != true
        } + Self.lines(of: new))
    }
    profile = new
    say(new.map { "profile \($0.name)" } ?? "no profile")
  }

  /// Keeps what is filled in for the selected endpoint.
  mutating func saveProfile(_ name: String) -> [Effect] {
    guard let draft, let server = catalog.baseURL else {
      say("there is no endpoint yet to keep headers of", isProblem: true)
      return []
    }
    guard !name.isEmpty, name != "none", !name.hasPrefix("save ") else {
      say("a profile wants a name: \(Command.saveProfile("staging").name)", isProblem: true)
      return []
    }
    let (kept, left) = Profile.kept(draft, as: name, server: server, baseURL: profile?.baseURL)
    profiles.removeAll { $0.server == server && $0.name == name }
    profiles.append(kept)
    profile = kept
    unsavedSecrets = left
    return [.saveProfile(kept)]
  }

  /// The file is written.
  mutating func profileSaved(_ name: String, path: String) {
    guard !unsavedSecrets.isEmpty else { return say("profile \(name) is kept in", path: path) }
    let names = unsavedSecrets.joined(separator: ", ")
    say("profile \(name) is kept without typed secrets (\(names)): write $NAME for them")
  }

  /// The lines of a profile, as fields, and the empty one below them.
  static func lines(of profile: Profile?) -> [RequestField] {
    (profile?.headers ?? []).map { RequestField(header: $0) } + [RequestField(header: "")]
  }
}
