export { MemoryTerminal } from './memory-terminal.ts'
export { mount, type Mounted, type MountArguments, type MountedFrame, type MountOptions } from './mount.ts'
export { screenSerializer } from './screen-serializer.ts'
export { VirtualClock } from './virtual-clock.ts'
