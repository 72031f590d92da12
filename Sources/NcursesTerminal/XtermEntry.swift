/// A description of a terminal with xterm's sequences and as many colours as there are, carried along since many
/// machines have none with 24-bit colours.
///
/// It has no `sgr`, with which most descriptions change all attributes at once and select a character set each
/// time: the short sequences of single attributes halve what a key sends. Colours below 256 are those of the
/// palette, so that themes may mix both; a blue that would fall below is told as `0x0001bb`. To change it, edit the
/// source below, `tic -x` it, and copy what `infocmp -x -Q2 -q -0 strata-xterm` prints.
enum XtermEntry {
  static let name = "strata-xterm"

  /// What ncurses takes as the value of `TERMINFO`.
  static let terminfo = """
    b64:HgI9AA8ADwBpATICc3RyYXRhLXh0ZXJtfGFueSB0ZXJtaW5hbCB3aXRoIHh0ZXJtJ3Mgc2VxdWVuY2VzIGFuZCBjb2xv\
    dXJzAAABAAABAAAAAQAAAAABAVAAAAAIAAAAGAAAAP____________________________________________________8A\
    AAABAAABAAAA__8EAAYA__8XAB8AIwAnAP__MgBDAEUASQBQAP__UgBZAP__XQD__________________2EAZgD__28A____\
    ____dAD__3kAfgD__4cAiwD_______-UAP______________________________________________________________\
    ____________________________________________________mgCiAP______________________________________\
    _6oAswC8AMUA___OANcA4AD__-kA______________________________IA9QAAAQMBBQH_________________________\
    ________________________________________________________________________________________________\
    ________________________________________________________________________________________________\
    ________________________________________________________________________________________________\
    ______________________________________________________8IAf______________________________________\
    _________________________________w0B__________________________________8WAf______________________\
    _xsB________________________________________________________________________________________IQH_\
    ______8lAasBG1taAA0AG1slaSVwMSVkOyVwMiVkcgAbW0gbWzJKABtbSwAbW0oAG1slaSVwMSVkRwAbWyVpJXAxJWQ7JXAy\
    JWRIAAoAG1tIABtbPzI1bAAIABtbPzI1aAAbW0MAG1tBABtbMW0AG1s_MTA0OWgAG1sybQAbWzdtABtbNG0AG1slcDElZFgA\
    G1ttABtbPzEwNDlsABtbMjRtABtbPzFsGz4AG1s_MWgbPQAbWyVwMSVkUAAbWyVwMSVkTQAbWyVwMSVkQgAbWyVwMSVkQAAb\
    WyVwMSVkTAAbWyVwMSVkRAAbWyVwMSVkQwAbWyVwMSVkQQAbOAAbWyVpJXAxJWRkABs3AAoAG00AG1sxSwAbWzM5OzQ5bQAb\
    WzNtABtbMjNtABtbPAAbWyU_JXAxJXs4fSU8JXQzJXAxJWQlZSVwMSV7MTZ9JTwldDklcDElezh9JS0lZCVlJXAxJXsyNTZ9\
    JTwldDM4OzU7JXAxJWQlZTM4OzI7JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsyNTV9JSYlZDslcDElezI1NX0lJiVk\
    JTttABtbJT8lcDElezh9JTwldDQlcDElZCVlJXAxJXsxNn0lPCV0MTAlcDElezh9JS0lZCVlJXAxJXsyNTZ9JTwldDQ4OzU7\
    JXAxJWQlZTQ4OzI7JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsyNTV9JSYlZDslcDElezI1NX0lJiVkJTttAAMAAAAA\
    AAMACgABAQEAAAADAAcAQVgAUkdCAFhUAA==
    """
}

// The source, a line that ends in a backslash going on in the next:
//
// strata-xterm|any terminal with xterm's sequences and colours,
//   am, km, mir, msgr, xenl, AX, RGB, XT,
//   colors#0x1000000, cols#80, it#8, lines#24, pairs#0x10000,
//   bold=\E[1m, cbt=\E[Z, civis=\E[?25l, clear=\E[H\E[2J, cnorm=\E[?25h, cr=\r,
//   csr=\E[%i%p1%d;%p2%dr, cub=\E[%p1%dD, cub1=^H, cud=\E[%p1%dB, cud1=\n,
//   cuf=\E[%p1%dC, cuf1=\E[C, cup=\E[%i%p1%d;%p2%dH, cuu=\E[%p1%dA, cuu1=\E[A,
//   dch=\E[%p1%dP, dim=\E[2m, dl=\E[%p1%dM, ech=\E[%p1%dX, ed=\E[J, el=\E[K, el1=\E[1K,
//   home=\E[H, hpa=\E[%i%p1%dG, ich=\E[%p1%d@, il=\E[%p1%dL, ind=\n, kmous=\E[<,
//   op=\E[39;49m, rc=\E8, rev=\E[7m, ri=\EM, ritm=\E[23m, rmcup=\E[?1049l, rmkx=\E[?1l\E>,
//   rmul=\E[24m, sc=\E7, sgr0=\E[m, sitm=\E[3m, smcup=\E[?1049h, smkx=\E[?1h\E=, smul=\E[4m,
//   setab=\E[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d\
//     %e%p1%{256}%<%t48;5;%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
//   setaf=\E[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d\
//     %e%p1%{256}%<%t38;5;%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
//   vpa=\E[%i%p1%dd,
