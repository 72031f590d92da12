/// A description of a terminal with 24-bit colours, carried along since many machines have none.
///
/// Colours below 256 are those of the palette, so that themes may mix both; a blue that would fall below is
/// told as `0x0001bb`. To change it, edit the source below, `tic -x` it, and copy what
/// `infocmp -x -Q2 -q -0 strata-rgb` prints.
enum TrueColorEntry {
  static let name = "strata-rgb"

  /// What ncurses takes as the value of `TERMINFO`.
  static let terminfo = """
    b64:HgJBAA8ADwBpASkCc3RyYXRhLXJnYnxhbnkgdGVybWluYWwgd2l0aCB4dGVybSdzIHNlcXVlbmNlcyBhbmQgMjQtYml0\
    IGNvbG91cgAAAQAAAQAAAAEAAAAAAQFQAAAACAAAABgAAAD_________________________________________________\
    ____AAAAAQAAAQAAAP__BAAGAP__FwAfACMAJwD__zIAQwBFAEkAUAD__1IAWQD__10A__________________9hAGYA__9v\
    AP_______3QA__95AP____9-AIIA________iwD_________________________________________________________\
    _________________________________________________________5EAmQD_________________________________\
    ______-hAKoAswC8AP__xQDOANcA___gAP_____________________________pAOwA9wD6APwA____________________\
    ________________________________________________________________________________________________\
    ________________________________________________________________________________________________\
    ________________________________________________________________________________________________\
    _____________________________________________________________wD_________________________________\
    ______________________________________8EAf__________________________________DQH_________________\
    ______8SAf______________________________________________________________________________________\
    _xgB________HAGiARtbWgANABtbJWklcDElZDslcDIlZHIAG1tIG1sySgAbW0sAG1tKABtbJWklcDElZEcAG1slaSVwMSVk\
    OyVwMiVkSAAKABtbSAAbWz8yNWwACAAbWz8yNWgAG1tDABtbQQAbWzFtABtbPzEwNDloABtbMm0AG1s3bQAbWzRtABtbbQAb\
    Wz8xMDQ5bAAbWzI0bQAbWz8xbBs-ABtbPzFoGz0AG1slcDElZFAAG1slcDElZE0AG1slcDElZEIAG1slcDElZEAAG1slcDEl\
    ZEwAG1slcDElZEQAG1slcDElZEMAG1slcDElZEEAGzgAG1slaSVwMSVkZAAbNwAKABtNABtbMUsAG1szOTs0OW0AG1szbQAb\
    WzIzbQAbWzwAG1slPyVwMSV7OH0lPCV0MyVwMSVkJWUlcDElezE2fSU8JXQ5JXAxJXs4fSUtJWQlZSVwMSV7MjU2fSU8JXQz\
    ODs1OyVwMSVkJWUzODsyOyVwMSV7NjU1MzZ9JS8lZDslcDElezI1Nn0lLyV7MjU1fSUmJWQ7JXAxJXsyNTV9JSYlZCU7bQAb\
    WyU_JXAxJXs4fSU8JXQ0JXAxJWQlZSVwMSV7MTZ9JTwldDEwJXAxJXs4fSUtJWQlZSVwMSV7MjU2fSU8JXQ0ODs1OyVwMSVk\
    JWU0ODsyOyVwMSV7NjU1MzZ9JS8lZDslcDElezI1Nn0lLyV7MjU1fSUmJWQ7JXAxJXsyNTV9JSYlZCU7bQAAAgAAAAAAAgAH\
    AAEBAAAEAFJHQgBYVAA=
    """
}

// The source, a line that ends in a backslash going on in the next:
//
// strata-rgb|any terminal with xterm's sequences and 24-bit colour,
//   am, km, mir, msgr, xenl, RGB, XT,
//   colors#0x1000000, cols#80, it#8, lines#24, pairs#0x10000,
//   bold=\E[1m, cbt=\E[Z, civis=\E[?25l, clear=\E[H\E[2J, cnorm=\E[?25h, cr=\r,
//   csr=\E[%i%p1%d;%p2%dr, cub=\E[%p1%dD, cub1=^H, cud=\E[%p1%dB, cud1=\n,
//   cuf=\E[%p1%dC, cuf1=\E[C, cup=\E[%i%p1%d;%p2%dH, cuu=\E[%p1%dA, cuu1=\E[A,
//   dch=\E[%p1%dP, dim=\E[2m, dl=\E[%p1%dM, ed=\E[J, el=\E[K, el1=\E[1K,
//   home=\E[H, hpa=\E[%i%p1%dG, ich=\E[%p1%d@, il=\E[%p1%dL, ind=\n, kmous=\E[<,
//   op=\E[39;49m, rc=\E8, rev=\E[7m, ri=\EM, ritm=\E[23m, rmcup=\E[?1049l, rmkx=\E[?1l\E>,
//   rmul=\E[24m, sc=\E7, sgr0=\E[m, sitm=\E[3m, smcup=\E[?1049h, smkx=\E[?1h\E=, smul=\E[4m,
//   setab=\E[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d\
//     %e%p1%{256}%<%t48;5;%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
//   setaf=\E[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d\
//     %e%p1%{256}%<%t38;5;%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
//   vpa=\E[%i%p1%dd,
