"""Captions and credits of pictures in the shapes that papers print, and the lines that only look like them."""

from __future__ import annotations

import pytest

from cleaners.document import Document
from cleaners.picture_credits import credit
from cleaners.pipeline import clean

TITLE = "The Saint Aubin mill turns again"
ABOVE = "The old mill at Saint Aubin turned again on Saturday after thirty years of silence, in front of two hundred villagers."
BELOW = "The flour will be sold on Saturdays by the sack, against a voucher from the council. The rest will go to the school."

CREDITS = [
    "La roue du moulin. Photo d’archives Le Courrier/O.K.",
    "La roue du moulin, samedi. 📷 : Odile Karst",
    "La roue du moulin (Fichier Photo)",
    "La roue du moulin. Foto: Le Courrier/O.K.",
    "La roue du moulin. Crédit : Mairie (2024). DOI : 10.1000/xyz",
    "Les habitants attendent devant la porte. (c) O.K.",
    "Les habitants attendent devant la porte. (Ph. O. Karst)",
    "Les habitants attendent devant la porte. - Le Courrier / Odile Karst",
    "La roue, samedi 4 mai. Photo transmise par la mairie",
    "La roue, samedi 4 mai. Collection particulière",
    "La meunière devant sa roue. [Jean Duc - Keystone]",
    "Villagers wait at the door. (Supplied: Saint Aubin Council)",
    "Villagers wait at the door. Picture by Jane Doe",
    "The mill wheel turns again. PHOTO | JANE DOE | NMG",
    "FILE - The mill in 1990. (AP Photo/Jane Doe, File)",
    "La rueda del molino. Crédito: Juan Pérez",
    "La rueda del molino. (Captura de pantalla)",
    "Das Mühlrad dreht sich wieder. Bild: imago images / Meier",
    "Avec l’aimable autorisation de la mairie",
    "Bild: Hans Meier",
]
SENTENCES = [
    "La photo de la roue, prise en 1912, trône au-dessus du comptoir.",
    "Il rit. Odile Karst aussi.",
    "Grice; Lumb, Tasker, Hale (Ibbotson 70), Wray; Shaw, Doyle (c), Ahmed, Finn; Peck, Broadbent",
    "WAXWINGS. BEHIND THE BANK. BRING BREAD FOR GERALD.",
    "« Je tourne, donc je suis » (Odile Karst).",
    "Le rendement est de 12 kg/h, contre 8 auparavant.",
    "Photo de famille",
    "Score final : Brest 2 - Lens 1",
    "Les Bleus. Puis Kylian Mbappé.",
    "Images de guerre, images de paix",
    "Il a écrit « Le Moulin » (Seuil).",
    "La plaque porte un © gravé à la main.",
    "Pourquoi votre facture affiche-t-elle « Ã© » ?",
    "Doe v. Roe / Smith v. Jones",
    "Courtesy of the mayor, the wheel turned all night.",
    "Supplied by six farms, the mill is busy.",
]


@pytest.mark.parametrize("line", CREDITS)
def test_a_credit_is_found_at_the_end_or_as_the_whole(line: str) -> None:
    assert credit(line) is not None


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_has_no_credit(line: str) -> None:
    assert credit(line) is None


def cleaned(*between: str) -> list[str]:
    return clean(Document("m", "m", "\n".join((TITLE, ABOVE, *between, BELOW)) + "\n")).text.rstrip("\n").split("\n")


@pytest.mark.parametrize(
    "lines",
    [
        ("PHOTO CAPTION: Villagers wait with sacks of wheat at the mill. PHOTO: F. Akin",),
        ("An aerial view of the mill in spring\n(Supplied: Saint Aubin Council)",),
        ("Image source, Getty Images", "Image caption, The mill wheel turns again"),
        ("File photo: The mill in 1990",),
        ("An aerial view of the mill in spring. Alamy",),
    ],
)
def test_captions_between_paragraphs_go(lines: tuple[str, ...]) -> None:
    assert cleaned(*lines) == [TITLE, ABOVE, BELOW]


@pytest.mark.parametrize("line", ["Photo albums cover the back wall.", "She told the AP. He did not.", "Courtesy costs nothing"])
def test_their_look_alikes_stay(line: str) -> None:
    assert cleaned(line) == [TITLE, ABOVE, line, BELOW]
