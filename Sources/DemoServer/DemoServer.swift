/// DemoServer.
