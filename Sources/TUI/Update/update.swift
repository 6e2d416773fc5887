/// Changes the state as the action says and returns what the world has to do about it.
public func update(_ state: inout AppState, _ action: Action) -> [Effect] {
  []
}
