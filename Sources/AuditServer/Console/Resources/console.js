// Comforts only: every page works without this file.

/** Shows the address of links with their host, which the server behind a proxy can't know. */
function absoluteLinks() {
    for (const input of document.querySelectorAll('[data-absolute-link]')) {
        input.value = new URL(input.value, location.href).href;
    }
}

/** Copies the neighbour of a button. */
function copyButtons() {
    for (const button of document.querySelectorAll('[data-copy]')) {
        if (!navigator.clipboard) continue;
        button.hidden = false;
        button.addEventListener('click', async () => {
            await navigator.clipboard.writeText(button.parentElement.querySelector('[data-copy-source]').value);
            button.textContent = 'Copied';
        });
    }
}

/** Offers the browser's own time zone. */
function browserZone() {
    const select = document.querySelector('[data-browser-zone]');
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!select || !zone || select.value === zone) return;
    if (![...select.options].some((option) => option.value === zone)) return;
    const hint = document.querySelector('[data-browser-zone-hint]');
    hint.textContent = `Your browser is in ${zone}. `;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'plain';
    button.textContent = 'Choose that';
    button.addEventListener('click', () => { select.value = zone; });
    hint.append(button);
    hint.hidden = false;
}

/** Menus close with Escape and with a click elsewhere. */
function menus() {
    const menu = document.querySelector('details.me');
    if (!menu) return;
    document.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape' || !menu.open) return;
        menu.open = false;
        menu.querySelector('summary').focus();
    });
    document.addEventListener('click', (event) => {
        if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
}

/** Moves through a session: the slider stops where something changed, and so do the arrow keys. */
function scrubber() {
    const box = document.querySelector('[data-scrub]');
    if (!box) return;
    const slider = box.querySelector('input');
    const instants = slider.dataset.instants.split(',').map(Number);
    box.hidden = false;
    const link = (instant) => {
        const url = new URL(location.href);
        url.searchParams.set('at', String(instant));
        url.hash = 'moment';
        return url.href;
    };
    slider.addEventListener('change', () => { location.href = link(instants[Number(slider.value)]); });
}

absoluteLinks();
copyButtons();
browserZone();
menus();
scrubber();
