import CRuntimeABI

@c @implementation
func rt_wasi_start() {
    WASIFolders.openConfigured()
    WASIDescriptors.start()
}

@c @implementation
func rt_wasi_reset() { WASIDescriptors.start() }
