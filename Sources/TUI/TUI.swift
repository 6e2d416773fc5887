/// TUI.
