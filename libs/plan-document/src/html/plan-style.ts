/** How the file looks by itself: it is read on a screen, and printed. */
export const planStyle = `
body { margin: 0; color: #17324d; font: 1rem/1.5 "Titillium Web", system-ui, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 2rem; line-height: 1.2; }
h2 { margin-top: 3rem; border-bottom: 2px solid #0066cc; }
h3 { margin-top: 2rem; }
h4 { margin-top: 1.75rem; font-size: 1.05rem; }
.lead { font-size: 1.2rem; }
dl > div { display: grid; grid-template-columns: 12rem 1fr; gap: 1rem; padding: .3rem 0; border-top: 1px solid #d9e0e6; }
dt { font-weight: 600; }
dd { margin: 0; min-width: 0; }
dd > p { margin: 0 0 .4rem; }
dd, td, th { overflow-wrap: anywhere; }
ul { margin: 0; padding-left: 1.2rem; }
nav ol { list-style: none; padding-left: 1.2rem; }
a { color: #004d99; }
.table-scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0 1rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid #b1bcc8; }
thead th { background: #e6ecf2; }
tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
@media (max-width: 40rem) { dl > div { grid-template-columns: 1fr; gap: 0; } }
@media print {
  main { max-width: none; padding: 0; }
  h2 { break-before: page; }
  h2, h3, h4, dt { break-after: avoid; }
  tr, dl > div { break-inside: avoid; }
  thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; }
  .table-scroll { overflow: visible; }
}
`.trim();
