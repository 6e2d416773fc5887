/// The language of a module: with its types in the code, or in comments.
enum ScriptDialect: Sendable, Hashable {
  case typescript
  case javascript
}
