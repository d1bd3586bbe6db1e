// Written by tools/make-fold-table.py.

/// Letters and what they fold to, one `letter=folded` per blank-separated entry.
enum FoldTable {
  static let entries =
    """
    AA=a B2=2 B3=3 B5=m B9=1 BA=o BC=1⁄4 BD=1⁄2 BE=3⁄4 C0=a C1=a C2=a C3=a C4=a C5=a C6=ae C7=c C8=e C9=e CA=e CB=e CC=i \
    CD=i CE=i CF=i D0=d D1=n D2=o D3=o D4=o D5=o D6=o D8=o D9=u DA=u DB=u DC=u DD=y DE=th DF=ss E0=a E1=a E2=a E3=a E4=a \
    E5=a E6=ae E7=c E8=e E9=e EA=e EB=e EC=i ED=i EE=i EF=i F0=d F1=n F2=o F3=o F4=o F5=o F6=o F8=o F9=u FA=u FB=u FC=u \
    FD=y FE=th FF=y 100=a 101=a 102=a 103=a 104=a 105=a 106=c 107=c 108=c 109=c 10A=c 10B=c 10C=c 10D=c 10E=d 10F=d 110=d \
    111=d 112=e 113=e 114=e 115=e 116=e 117=e 118=e 119=e 11A=e 11B=e 11C=g 11D=g 11E=g 11F=g 120=g 121=g 122=g 123=g 124=h \
    125=h 126=h 127=h 128=i 129=i 12A=i 12B=i 12C=i 12D=i 12E=i 12F=i 130=i 131=i 132=ij 133=ij 134=j 135=j 136=k 137=k \
    138=k 139=l 13A=l 13B=l 13C=l 13D=l 13E=l 13F=l 140=l 141=l 142=l 143=n 144=n 145=n 146=n 147=n 148=n 149=ʼn 14A=n \
    14B=n 14C=o 14D=o 14E=o 14F=o 150=o 151=o 152=oe 153=oe 154=r 155=r 156=r 157=r 158=r 159=r 15A=s 15B=s 15C=s 15D=s \
    15E=s 15F=s 160=s 161=s 162=t 163=t 164=t 165=t 166=t 167=t 168=u 169=u 16A=u 16B=u 16C=u 16D=u 16E=u 16F=u 170=u 171=u \
    172=u 173=u 174=w 175=w 176=y 177=y 178=y 179=z 17A=z 17B=z 17C=z 17D=z 17E=z 17F=s 181=ɓ 182=ƃ 184=ƅ 186=o 187=ƈ 189=ɖ \
    18A=ɗ 18B=ƌ 18E=ǝ 18F=e 190=e 191=f 192=f 193=ɠ 194=ɣ 196=ɩ 197=ɨ 198=ƙ 19C=ɯ 19D=ɲ 19F=ɵ 1A0=o 1A1=o 1A2=ƣ 1A4=ƥ 1A6=ʀ \
    1A7=ƨ 1A9=ʃ 1AC=ƭ 1AE=ʈ 1AF=u 1B0=u 1B1=ʊ 1B2=ʋ 1B3=ƴ 1B5=ƶ 1B7=ʒ 1B8=ƹ 1BC=ƽ 1C4=dz 1C5=dz 1C6=dz 1C7=lj 1C8=lj 1C9=lj \
    1CA=nj 1CB=nj 1CC=nj 1CD=a 1CE=a 1CF=i 1D0=i 1D1=o 1D2=o 1D3=u 1D4=u 1D5=u 1D6=u 1D7=u 1D8=u 1D9=u 1DA=u 1DB=u 1DC=u \
    1DE=a 1DF=a 1E0=a 1E1=a 1E2=ae 1E3=ae 1E4=ǥ 1E6=g 1E7=g 1E8=k 1E9=k 1EA=o 1EB=o 1EC=o 1ED=o 1EE=ʒ 1EF=ʒ 1F0=j 1F1=dz \
    1F2=dz 1F3=dz 1F4=g 1F5=g 1F6=ƕ 1F7=ƿ 1F8=n 1F9=n 1FA=a 1FB=a 1FC=ae 1FD=ae 1FE=o 1FF=o 200=a 201=a 202=a 203=a 204=e \
    205=e 206=e 207=e 208=i 209=i 20A=i 20B=i 20C=o 20D=o 20E=o 20F=o 210=r 211=r 212=r 213=r 214=u 215=u 216=u 217=u 218=s \
    219=s 21A=t 21B=t 21C=ȝ 21E=h 21F=h 220=ƞ 222=ȣ 224=ȥ 226=a 227=a 228=e 229=e 22A=o 22B=o 22C=o 22D=o 22E=o 22F=o 230=o \
    231=o 232=y 233=y 23A=ⱥ 23B=ȼ 23D=ƚ 23E=ⱦ 241=ɂ 243=ƀ 244=ʉ 245=ʌ 246=ɇ 248=ɉ 24A=ɋ 24C=ɍ 24E=ɏ 370=ͱ 372=ͳ 374=ʹ 376=ͷ \
    37E=; 37F=ϳ 386=a 387=· 388=e 389=i 38A=i 38C=o 38E=y 38F=o 390=i 391=a 392=v 393=g 394=d 395=e 396=z 397=i 398=th \
    399=i 39A=k 39B=l 39C=m 39D=n 39E=x 39F=o 3A0=p 3A1=r 3A3=s 3A4=t 3A5=y 3A6=f 3A7=ch 3A8=ps 3A9=o 3AA=i 3AB=y 3AC=a \
    3AD=e 3AE=i 3AF=i 3B0=y 3B1=a 3B2=v 3B3=g 3B4=d 3B5=e 3B6=z 3B7=i 3B8=th 3B9=i 3BA=k 3BB=l 3BC=m 3BD=n 3BE=x 3BF=o \
    3C0=p 3C1=r 3C2=s 3C3=s 3C4=t 3C5=y 3C6=f 3C7=ch 3C8=ps 3C9=o 3CA=i 3CB=y 3CC=o 3CD=y 3CE=o 3CF=ϗ 3D0=v 3D1=th 3D2=y \
    3D3=y 3D4=y 3D5=f 3D6=p 3D8=ϙ 3DA=ϛ 3DC=ϝ 3DE=ϟ 3E0=ϡ 3E2=ϣ 3E4=ϥ 3E6=ϧ 3E8=ϩ 3EA=ϫ 3EC=ϭ 3EE=ϯ 3F0=k 3F1=r 3F2=s \
    3F4=th 3F5=e 3F7=ϸ 3F9=s 3FA=ϻ 3FD=ͻ 3FE=ͼ 3FF=ͽ 400=e 401=e 402=dj 403=g 404=e 405=ѕ 406=i 407=i 408=j 409=lj 40A=nj \
    40B=c 40C=k 40D=i 40E=u 40F=dz 410=a 411=b 412=v 413=g 414=d 415=e 416=zh 417=z 418=i 419=i 41A=k 41B=l 41C=m 41D=n \
    41E=o 41F=p 420=r 421=s 422=t 423=u 424=f 425=kh 426=ts 427=ch 428=sh 429=shch 42A= 42B=y 42C= 42D=e 42E=yu 42F=ya \
    430=a 431=b 432=v 433=g 434=d 435=e 436=zh 437=z 438=i 439=i 43A=k 43B=l 43C=m 43D=n 43E=o 43F=p 440=r 441=s 442=t \
    443=u 444=f 445=kh 446=ts 447=ch 448=sh 449=shch 44A= 44B=y 44C= 44D=e 44E=yu 44F=ya 450=e 451=e 452=dj 453=g 454=e \
    456=i 457=i 458=j 459=lj 45A=nj 45B=c 45C=k 45D=i 45E=u 45F=dz 460=ѡ 462=ѣ 464=ѥ 466=ѧ 468=ѩ 46A=ѫ 46C=ѭ 46E=ѯ 470=ѱ \
    472=ѳ 474=ѵ 476=ѵ 477=ѵ 478=ѹ 47A=ѻ 47C=ѽ 47E=ѿ 480=ҁ 483= 484= 485= 486= 487= 48A=ҋ 48C=ҍ 48E=ҏ 490=g 491=g 492=ғ \
    494=ҕ 496=җ 498=ҙ 49A=қ 49C=ҝ 49E=ҟ 4A0=ҡ 4A2=ң 4A4=ҥ 4A6=ҧ 4A8=ҩ 4AA=ҫ 4AC=ҭ 4AE=ү 4B0=ұ 4B2=ҳ 4B4=ҵ 4B6=ҷ 4B8=ҹ 4BA=һ \
    4BC=ҽ 4BE=ҿ 4C0=ӏ 4C1=zh 4C2=zh 4C3=ӄ 4C5=ӆ 4C7=ӈ 4C9=ӊ 4CB=ӌ 4CD=ӎ 4D0=a 4D1=a 4D2=a 4D3=a 4D4=ӕ 4D6=e 4D7=e 4D8=ә \
    4DA=ә 4DB=ә 4DC=zh 4DD=zh 4DE=z 4DF=z 4E0=ӡ 4E2=i 4E3=i 4E4=i 4E5=i 4E6=o 4E7=o 4E8=ө 4EA=ө 4EB=ө 4EC=e 4ED=e 4EE=u \
    4EF=u 4F0=u 4F1=u 4F2=u 4F3=u 4F4=ch 4F5=ch 4F6=ӷ 4F8=y 4F9=y 4FA=ӻ 4FC=ӽ 4FE=ӿ 500=ԁ 502=ԃ 504=ԅ 506=ԇ 508=ԉ 50A=ԋ \
    50C=ԍ 50E=ԏ 510=ԑ 512=ԓ 514=ԕ 516=ԗ 518=ԙ 51A=ԛ 51C=ԝ 51E=ԟ 520=ԡ 522=ԣ 524=ԥ 526=ԧ 528=ԩ 52A=ԫ 52C=ԭ 52E=ԯ 1E00=a \
    1E01=a 1E02=b 1E03=b 1E04=b 1E05=b 1E06=b 1E07=b 1E08=c 1E09=c 1E0A=d 1E0B=d 1E0C=d 1E0D=d 1E0E=d 1E0F=d 1E10=d 1E11=d \
    1E12=d 1E13=d 1E14=e 1E15=e 1E16=e 1E17=e 1E18=e 1E19=e 1E1A=e 1E1B=e 1E1C=e 1E1D=e 1E1E=f 1E1F=f 1E20=g 1E21=g 1E22=h \
    1E23=h 1E24=h 1E25=h 1E26=h 1E27=h 1E28=h 1E29=h 1E2A=h 1E2B=h 1E2C=i 1E2D=i 1E2E=i 1E2F=i 1E30=k 1E31=k 1E32=k 1E33=k \
    1E34=k 1E35=k 1E36=l 1E37=l 1E38=l 1E39=l 1E3A=l 1E3B=l 1E3C=l 1E3D=l 1E3E=m 1E3F=m 1E40=m 1E41=m 1E42=m 1E43=m 1E44=n \
    1E45=n 1E46=n 1E47=n 1E48=n 1E49=n 1E4A=n 1E4B=n 1E4C=o 1E4D=o 1E4E=o 1E4F=o 1E50=o 1E51=o 1E52=o 1E53=o 1E54=p 1E55=p \
    1E56=p 1E57=p 1E58=r 1E59=r 1E5A=r 1E5B=r 1E5C=r 1E5D=r 1E5E=r 1E5F=r 1E60=s 1E61=s 1E62=s 1E63=s 1E64=s 1E65=s 1E66=s \
    1E67=s 1E68=s 1E69=s 1E6A=t 1E6B=t 1E6C=t 1E6D=t 1E6E=t 1E6F=t 1E70=t 1E71=t 1E72=u 1E73=u 1E74=u 1E75=u 1E76=u 1E77=u \
    1E78=u 1E79=u 1E7A=u 1E7B=u 1E7C=v 1E7D=v 1E7E=v 1E7F=v 1E80=w 1E81=w 1E82=w 1E83=w 1E84=w 1E85=w 1E86=w 1E87=w 1E88=w \
    1E89=w 1E8A=x 1E8B=x 1E8C=x 1E8D=x 1E8E=y 1E8F=y 1E90=z 1E91=z 1E92=z 1E93=z 1E94=z 1E95=z 1E96=h 1E97=t 1E98=w 1E99=y \
    1E9A=aʾ 1E9B=s 1E9E=ss 1EA0=a 1EA1=a 1EA2=a 1EA3=a 1EA4=a 1EA5=a 1EA6=a 1EA7=a 1EA8=a 1EA9=a 1EAA=a 1EAB=a 1EAC=a \
    1EAD=a 1EAE=a 1EAF=a 1EB0=a 1EB1=a 1EB2=a 1EB3=a 1EB4=a 1EB5=a 1EB6=a 1EB7=a 1EB8=e 1EB9=e 1EBA=e 1EBB=e 1EBC=e 1EBD=e \
    1EBE=e 1EBF=e 1EC0=e 1EC1=e 1EC2=e 1EC3=e 1EC4=e 1EC5=e 1EC6=e 1EC7=e 1EC8=i 1EC9=i 1ECA=i 1ECB=i 1ECC=o 1ECD=o 1ECE=o \
    1ECF=o 1ED0=o 1ED1=o 1ED2=o 1ED3=o 1ED4=o 1ED5=o 1ED6=o 1ED7=o 1ED8=o 1ED9=o 1EDA=o 1EDB=o 1EDC=o 1EDD=o 1EDE=o 1EDF=o \
    1EE0=o 1EE1=o 1EE2=o 1EE3=o 1EE4=u 1EE5=u 1EE6=u 1EE7=u 1EE8=u 1EE9=u 1EEA=u 1EEB=u 1EEC=u 1EED=u 1EEE=u 1EEF=u 1EF0=u \
    1EF1=u 1EF2=y 1EF3=y 1EF4=y 1EF5=y 1EF6=y 1EF7=y 1EF8=y 1EF9=y 1EFA=ỻ 1EFC=ỽ 1EFE=ỿ 1F00=a 1F01=a 1F02=a 1F03=a 1F04=a \
    1F05=a 1F06=a 1F07=a 1F08=a 1F09=a 1F0A=a 1F0B=a 1F0C=a 1F0D=a 1F0E=a 1F0F=a 1F10=e 1F11=e 1F12=e 1F13=e 1F14=e 1F15=e \
    1F18=e 1F19=e 1F1A=e 1F1B=e 1F1C=e 1F1D=e 1F20=i 1F21=i 1F22=i 1F23=i 1F24=i 1F25=i 1F26=i 1F27=i 1F28=i 1F29=i 1F2A=i \
    1F2B=i 1F2C=i 1F2D=i 1F2E=i 1F2F=i 1F30=i 1F31=i 1F32=i 1F33=i 1F34=i 1F35=i 1F36=i 1F37=i 1F38=i 1F39=i 1F3A=i 1F3B=i \
    1F3C=i 1F3D=i 1F3E=i 1F3F=i 1F40=o 1F41=o 1F42=o 1F43=o 1F44=o 1F45=o 1F48=o 1F49=o 1F4A=o 1F4B=o 1F4C=o 1F4D=o 1F50=y \
    1F51=y 1F52=y 1F53=y 1F54=y 1F55=y 1F56=y 1F57=y 1F59=y 1F5B=y 1F5D=y 1F5F=y 1F60=o 1F61=o 1F62=o 1F63=o 1F64=o 1F65=o \
    1F66=o 1F67=o 1F68=o 1F69=o 1F6A=o 1F6B=o 1F6C=o 1F6D=o 1F6E=o 1F6F=o 1F70=a 1F71=a 1F72=e 1F73=e 1F74=i 1F75=i 1F76=i \
    1F77=i 1F78=o 1F79=o 1F7A=y 1F7B=y 1F7C=o 1F7D=o 1F80=a 1F81=a 1F82=a 1F83=a 1F84=a 1F85=a 1F86=a 1F87=a 1F88=a 1F89=a \
    1F8A=a 1F8B=a 1F8C=a 1F8D=a 1F8E=a 1F8F=a 1F90=i 1F91=i 1F92=i 1F93=i 1F94=i 1F95=i 1F96=i 1F97=i 1F98=i 1F99=i 1F9A=i \
    1F9B=i 1F9C=i 1F9D=i 1F9E=i 1F9F=i 1FA0=o 1FA1=o 1FA2=o 1FA3=o 1FA4=o 1FA5=o 1FA6=o 1FA7=o 1FA8=o 1FA9=o 1FAA=o 1FAB=o \
    1FAC=o 1FAD=o 1FAE=o 1FAF=o 1FB0=a 1FB1=a 1FB2=a 1FB3=a 1FB4=a 1FB6=a 1FB7=a 1FB8=a 1FB9=a 1FBA=a 1FBB=a 1FBC=a 1FBE=i \
    1FC2=i 1FC3=i 1FC4=i 1FC6=i 1FC7=i 1FC8=e 1FC9=e 1FCA=i 1FCB=i 1FCC=i 1FD0=i 1FD1=i 1FD2=i 1FD3=i 1FD6=i 1FD7=i 1FD8=i \
    1FD9=i 1FDA=i 1FDB=i 1FE0=y 1FE1=y 1FE2=y 1FE3=y 1FE4=r 1FE5=r 1FE6=y 1FE7=y 1FE8=y 1FE9=y 1FEA=y 1FEB=y 1FEC=r 1FEF=` \
    1FF2=o 1FF3=o 1FF4=o 1FF6=o 1FF7=o 1FF8=o 1FF9=o 1FFA=o 1FFB=o 1FFC=o FF01=! FF03=# FF04=$ FF05=% FF06=& FF07=' FF08=( \
    FF09=) FF0A=* FF0B=+ FF0C=, FF0D=- FF0E=. FF0F=/ FF10=0 FF11=1 FF12=2 FF13=3 FF14=4 FF15=5 FF16=6 FF17=7 FF18=8 FF19=9 \
    FF1A=: FF1B=; FF1C=< FF1D== FF1E=> FF1F=? FF20=@ FF21=a FF22=b FF23=c FF24=d FF25=e FF26=f FF27=g FF28=h FF29=i FF2A=j \
    FF2B=k FF2C=l FF2D=m FF2E=n FF2F=o FF30=p FF31=q FF32=r FF33=s FF34=t FF35=u FF36=v FF37=w FF38=x FF39=y FF3A=z FF3B=[ \
    FF3D=] FF3E=^ FF3F=_ FF40=` FF41=a FF42=b FF43=c FF44=d FF45=e FF46=f FF47=g FF48=h FF49=i FF4A=j FF4B=k FF4C=l FF4D=m \
    FF4E=n FF4F=o FF50=p FF51=q FF52=r FF53=s FF54=t FF55=u FF56=v FF57=w FF58=x FF59=y FF5A=z FF5B={ FF5C=| FF5D=} FF5E=~
    """
}
