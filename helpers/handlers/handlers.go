// Package handlers has the scripts of sliders and hints in the output of cells.
// Each is the value of an attribute of their HTML, such as onkeydown. They are in
// one place so that a page with a Content-Security-Policy can allow these and no
// others.
package handlers

// Keys is the onkeydown of an element that contains controls. It keeps the keys
// that are pressed on a control from the notebook, in which they are commands: an
// arrow selects another cell, Enter edits it, D twice deletes it. The notebook still
// gets Shift+Enter and keys with Ctrl, Alt or ⌘, and Escape gives the focus back to
// the cell.
const Keys = `const cell=this.closest('.jp-Cell');` +
	`if(event.key==='Escape'&&cell)cell.focus();` +
	`else if(event.ctrlKey||event.metaKey||event.altKey||event.shiftKey&&event.key==='Enter')return;` +
	`event.stopPropagation()`

// ShowSlider is the onload of the picture above a slider. It shows the slider, so
// that there is none where handlers are removed and it would not work. On a page that
// comes in pieces the picture may be loaded before the slider has come.
const ShowSlider = `const show=()=>{const slider=this.nextElementSibling;` +
	`if(slider)slider.style.display='flex';else setTimeout(show,20)};show()`

// MoveSlider is the oninput of a slider. It puts the lines of a frame together and
// shows them.
const MoveSlider = `const box=this.closest('.golessons-frames'),at=+this.value,d=box.dataset;` +
	`const lines=d.lines.split('\n'),label=d.labels.split('\n')[at];` +
	`const svg=d.frames.split('\n')[at].split(' ').map(i=>lines[i]).join('\n');` +
	`const img=box.querySelector('img');img.src='data:image/svg+xml,'+encodeURIComponent(svg);img.alt=label;` +
	`box.querySelector('output').value=label;this.setAttribute('aria-valuetext',label)`

// All returns the handlers.
func All() []string { return []string{Keys, ShowSlider, MoveSlider} }
