import { component } from 'actty'
import { form } from './base.ts'

component({ logic: form, view: () => 'x', keys: { enter: { type: 'sent' } } })
