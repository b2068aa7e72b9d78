import { component, region } from 'actty'
import { form } from './base.ts'

component({ logic: form, view: ({ children }) => region(children.nam) })
