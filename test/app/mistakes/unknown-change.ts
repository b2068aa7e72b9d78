import { setup } from 'xstate'
import type { Changes } from 'actty'
import { actors } from './base.ts'

setup({ types: { events: {} as Changes<typeof actors> }, actors }).createMachine({ on: { 'nam.change': {} } })
