import { createMachine, setup, type AnyActor } from 'xstate'
import { describe, expect, test } from 'vitest'
import { component, text } from 'actty'
import { handoff } from 'actty/machines'
import { mount } from 'actty/testing'

describe('names of the user', () => {
  test.each(['terminal', 'actty', 'actty.terminal', 'actty.barrier'])(
    "68. a machine with the systemId '%s', and an actor of that id, works",
    async (name) => {
      const kid = createMachine({ on: { PING: {} } })
      const handing = setup({ actors: { kid, shell: handoff({ command: 'true' }) } }).createMachine({
        initial: 'idle',
        invoke: { src: 'kid', systemId: name, id: name },
        states: {
          idle: { on: { HAND: 'handing' } },
          handing: { invoke: { src: 'shell', systemId: `${name}.shell`, onDone: 'back' } },
          back: {},
        },
      })
      const app = mount(
        component({
          name: 'user',
          logic: handing,
          keys: { h: { type: 'HAND' } },
          view: (snapshot) => text(snapshot.value),
        }),
        { inspect: true },
      )
      expect((app.actor as AnyActor).system.get(name)).toBe(app.snapshot().children[name])
      await app.press('h')
      await app.until('back')
      expect(app.terminal.written).toContain('\x1b[?1049l')
      expect(await app.unmount()).toEqual([])
    },
  )
})
