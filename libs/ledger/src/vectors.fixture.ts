/**
 * A small ledger that was worked out apart from this program, and checked by the programs of others: entries, their
 * leaves, the root after each, proofs, and two checkpoints that log and witness have signed.
 */
export const vectors = {
  vkeys: [
    'piano.example/registro+cdccb184+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea',
    'revisori.example/w1+c9a995f4+BD1AF8PoQ4lakrcKp00bfrycmCzPLsSWjMDNVfEq9GYM',
  ],
  entries: [
    '{"at":"2026-01-01T00:00:00.000Z","data":{"anno":2026,"titolo":"Programmazione operativa annuale"},"id":"00000000-0000-7000-8000-000000000001","meta":{"actor":"p-17","cmd":"c-0"},"prev":null,"rev":0,"stream":"ciclo-2026","type":"CicloAperto","v":1,"ver":1}',
    '{"at":"2026-01-01T00:01:00.000Z","data":{"peso":0.25,"unit\u00e0":"UF Anziani","\u20ac":1e+21},"id":"00000000-0000-7000-8000-000000000002","meta":{"actor":"p-17","cmd":"c-1"},"prev":"32813e2926b0b7617a53725941a665b9a1e61a4213903c8c5df7d45ae0a9d99a","rev":1,"stream":"ciclo-2026","type":"Unit\u00e0Assegnata","v":1,"ver":1}',
    '{"at":"2026-01-01T00:02:00.000Z","data":{"proponente":{"$pii":{"c":"AAECAwQFBgcICQoLSL_jtNAMoGTudS0DwBG45GPpHg5fuSESmDJQ","k":"JlBMGpy2D2RjOvYWlt0iyqlx6UaIGHHCmh1XADIhOqQ","s":"p-17"}}},"id":"00000000-0000-7000-8000-000000000003","meta":{"actor":"p-17","cmd":"c-2"},"prev":null,"rev":0,"stream":"scheda-7","type":"SchedaProposta","v":1,"ver":1}',
    '{"at":"2026-01-01T00:03:00.000Z","data":{"importo":123456.78,"quattroOcchi":true},"id":"00000000-0000-7000-8000-000000000004","meta":{"actor":"p-17","cmd":"c-3"},"prev":"6fa2867e93d091bfdedc56593a03f7a63628721821a037468666e29c5d830d67","rev":1,"stream":"scheda-7","type":"SchedaApprovata","v":1,"ver":1}',
    '{"at":"2026-01-01T00:04:00.000Z","data":{"note":"fine\\n\\"ok\\" \u2028 \ud83d\ude00"},"id":"00000000-0000-7000-8000-000000000005","meta":{"actor":"p-17","cmd":"c-4"},"prev":"8a641773cc09ed3b0fa4642cffdef28a41fc4f91d62d7a804bdb960b3bd6901d","rev":2,"stream":"ciclo-2026","type":"CicloChiuso","v":1,"ver":1}',
  ],
  leaf_hex: [
    '32813e2926b0b7617a53725941a665b9a1e61a4213903c8c5df7d45ae0a9d99a',
    '8a641773cc09ed3b0fa4642cffdef28a41fc4f91d62d7a804bdb960b3bd6901d',
    '6fa2867e93d091bfdedc56593a03f7a63628721821a037468666e29c5d830d67',
    '662dbc9c1d1e4be023ff6384f654165504fa8a78e0d53761c1f50dd4e7a2119c',
    'bef91aa7c8658c00479912b1d9e7cbbba8e911930d8ca52caa15d2e2da288d7a',
  ],
  roots_b64: [
    'MoE+KSawt2F6U3JZQaZluaHmGkITkDyMXffUWuCp2Zo=',
    'IleDQtH/ptyrMvO48QdSsSaPR7S35SHurSM5eKA4D4s=',
    'naw14Q+6IK5A3Q8kt8TGN/hA2BmpkwS/a/b++2p5jmg=',
    'Ko1IuVX7U64y28zgojIPNpm09USyQ3iVnE3DjaCLuuE=',
    '+HWBHkGONH0vGsMiQ4YeeNcMS0MqvcqNlq13+CSSNnE=',
  ],
  inclusion_2_of_5: [
    'Zi28nB0eS+Aj/2OE9lQWVQT6injg1TdhwfUN1OeiEZw=',
    'IleDQtH/ptyrMvO48QdSsSaPR7S35SHurSM5eKA4D4s=',
    'vvkap8hljABHmRKx2efLu6jpEZMNjKUsqhXS4toojXo=',
  ],
  consistency_3_5: [
    'b6KGfpPQkb/e3FZZOgP3pjYochghoDdGhmbinF2DDWc=',
    'Zi28nB0eS+Aj/2OE9lQWVQT6injg1TdhwfUN1OeiEZw=',
    'IleDQtH/ptyrMvO48QdSsSaPR7S35SHurSM5eKA4D4s=',
    'vvkap8hljABHmRKx2efLu6jpEZMNjKUsqhXS4toojXo=',
  ],
  checkpoint_3:
    'piano.example/registro\n3\nnaw14Q+6IK5A3Q8kt8TGN/hA2BmpkwS/a/b++2p5jmg=\n\n\u2014 piano.example/registro zcyxhPEIOBe/p5J8LKyz37F+Knw24mZO2NpLB+j+LIFPx6N8I0aLgS3qdvAWRfSYvS577jaI3cID0K3OpVHSGgFmNQ0=\n\u2014 revisori.example/w1 yamV9AAAAABpVbqQvEVr83YHWOyuHH/UH9VkhXx3xa93QPU+ee4PCE40dYLTtnA24auxVAFmUFLkb6TQnC0DDCJRbEoK1XGnARQ2AQ==\n',
  checkpoint_5:
    'piano.example/registro\n5\n+HWBHkGONH0vGsMiQ4YeeNcMS0MqvcqNlq13+CSSNnE=\n\n\u2014 piano.example/registro zcyxhEiz8GplOpug5deyN1ePL4IFZrdAM30undQkOrmRvlnxmU8qgNmM3Biym4C/INPdlGVQe/zchygdIaNpqTqM5gg=\n\u2014 revisori.example/w1 yamV9AAAAABpVbqQg6pGOUBauiyXhsr9CJlX5/OmqIO+v2/lEeirgWpBmg7EjdJPwfOZ8reENrs0vyM5vFUy3fZOj35/kRdLsUJ1Cg==\n',
} as const;
