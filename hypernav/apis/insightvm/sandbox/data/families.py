"""Families of vulnerabilities: which products, which parts fail, how titles and ids are worded."""

# ruff: noqa: E501  # a table reads best with one row a line

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Impact:
    """What a flaw leads to, with the vectors it usually has."""

    name: str
    category: str
    vectors: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Family:
    """Vulnerabilities of one vendor's products that are published and worded alike."""

    prefix: str
    title: str
    """With ``{cve}``, ``{part}``, ``{impact}``, ``{flaw}``, ``{number}`` and ``{year}``."""
    products: str
    categories: str
    parts: str
    impacts: str
    """Letters of impacts; a letter that stands twice is twice as likely."""
    count: int
    since: int
    complete: bool
    """Whether a high impact means the whole system."""


# fmt: off
IMPACTS = {
    "R": Impact("Remote Code Execution", "Remote Execution", ("NLNRUHHH", "NLNNUHHH", "NLLNUHHH", "NHNNUHHH", "LLNRUHHH", "NLNRUHHH"), "An attacker who exploits it can run code of their choice."),
    "E": Impact("Elevation of Privilege", "Privilege Escalation", ("LLLNUHHH", "LHLNUHHH", "LLLNUHHH", "LLLNCHHH", "NLLNUHHH"), "An attacker with an account can gain higher rights."),
    "I": Impact("Information Disclosure", "Information Gathering", ("LLLNUHNN", "NLNNULNN", "NLLNUHNN", "NHNNUHNN", "NLNRUHNN"), "An attacker can read data that they should not see."),
    "D": Impact("Denial of Service", "Denial of Service", ("NLNNUNNH", "NHNNUNNH", "LLLNUNNH", "ALNNUNNH", "NLLNUNNL"), "An attacker can make the service stop answering."),
    "B": Impact("Security Feature Bypass", "Security Feature Bypass", ("LLNRUHLN", "NHNRUHHN", "NLNRUNLN", "LLLNUNHN"), "An attacker can get around a protection."),
    "S": Impact("Spoofing", "Spoofing", ("NLNRCLLN", "NLNRUNLN", "NLNNUNHN", "NHNRUHNN"), "An attacker can make content look as if it came from somebody else."),
}
FLAWS = {
    "R": ("Use after free", "Heap buffer overflow", "Type confusion", "Out-of-bounds write", "Deserialization of untrusted data", "Command injection"),
    "E": ("Improper privilege management", "Race condition", "Integer overflow", "Untrusted search path"),
    "I": ("Out-of-bounds read", "Path traversal", "Server-side request forgery", "Missing authorization"),
    "D": ("Uncontrolled resource consumption", "NULL pointer dereference", "Infinite loop", "Reachable assertion"),
    "B": ("Insufficient policy enforcement", "Improper certificate validation", "Incorrect authorization"),
    "S": ("Inappropriate implementation", "Cross-site scripting", "Open redirect"),
}
# fmt: on

_SERVERS = "windows-server-2012-r2 windows-server-2016 windows-server-2019 windows-server-2022"
_WINDOWS = f"windows-10 windows-11-23h2 windows-11-24h2 {_SERVERS}"
_MICROSOFT = "Microsoft {cve}: {part} {impact} Vulnerability"
_PLAIN = ": {flaw} in {part} ({cve})"

# fmt: off
FAMILIES = (
    Family("msft", _MICROSOFT, f"{_WINDOWS} windows-7 windows-server-2008-r2", "Microsoft|Microsoft Windows", "Windows Kernel|Win32k|Windows Graphics Component|Windows Print Spooler|Windows Installer|Windows MSHTML Platform|Windows SMB Server|Windows Error Reporting Service|Windows Scripting Engine", "REEEIIDB", 46, 2018, True),
    Family("msft", _MICROSOFT, _WINDOWS, "Microsoft|Microsoft Windows", "Windows Kernel|Win32k|Windows NTFS|Windows TCP/IP|Windows Common Log File System Driver|Windows Graphics Component|Windows Print Spooler|Windows Hyper-V|Windows Remote Desktop Services|Windows Telephony Service|Windows Mobile Broadband Driver|Windows Routing and Remote Access Service|Windows Kerberos|Windows Secure Boot|Windows Installer|Microsoft Message Queuing|Windows Cryptographic Services|Windows Storage|Windows DWM Core Library|Windows LDAP|Windows Media|Windows SmartScreen", "RREEEIIDDBS", 0, 2021, True),
    Family("msft", _MICROSOFT, _SERVERS, "Microsoft|Microsoft Windows|DNS", "Windows DNS Server|Active Directory Domain Services|Windows DHCP Server Service|Windows Server Service|Remote Desktop Gateway|Active Directory Certificate Services", "REIDD", 29, 2021, True),
    Family("msft", _MICROSOFT, "office", "Microsoft|Microsoft Office", "Microsoft Office|Microsoft Excel|Microsoft Word|Microsoft Outlook|Microsoft PowerPoint|Microsoft Access|Microsoft Visio", "RRREIBS", 50, 2022, True),
    Family("msft", _MICROSOFT, "mssql-2019", "Microsoft|Microsoft SQL Server|Database", "Microsoft SQL Server|Microsoft OLE DB Driver for SQL Server|Microsoft ODBC Driver for SQL Server", "RREID", 13, 2021, True),
    Family("msft", _MICROSOFT, "exchange-2019", "Microsoft|Microsoft Exchange|Mail", "Microsoft Exchange Server", "RREIS", 12, 2021, True),
    Family("msft", _MICROSOFT, "dotnet-6", "Microsoft|Microsoft .NET", ".NET|.NET and Visual Studio|ASP.NET Core", "RDDIE", 15, 2022, False),
    Family("msft", _MICROSOFT, "vscode", "Microsoft|Development", "Visual Studio Code|Visual Studio Code Python Extension|Visual Studio Code Remote - SSH Extension", "RES", 7, 2022, False),
    Family("google-chrome", "Google Chrome: {cve}: {flaw} in {part}", "chrome edge", "Google Chrome|Browsers", "V8|WebRTC|ANGLE|Dawn|WebAudio|Blink|Skia|Mojo|PDFium|Autofill|Extensions|Navigation|Media|WebGPU|Downloads", "RRRRIBS", 87, 2022, True),
    Family("mfsa", "Mozilla Firefox: MFSA {year}-{small}: {flaw} in {part} ({cve})", "firefox", "Mozilla Firefox|Browsers", "the JavaScript engine|WebGL|the PDF viewer|IndexedDB|WebCodecs|Thunderbird and Firefox memory handling|the address bar|DOM streams", "RRRIBS", 48, 2022, True),
    Family("adobe-reader", "Adobe Acrobat Reader: {flaw} in {part} (APSB{yy}-{small}) ({cve})", "acrobat-reader", "Adobe|Adobe Acrobat", "the JavaScript engine|annotation handling|font parsing|JPEG2000 decoding|form fields", "RRRIDB", 41, 2022, True),
    Family("jre-vuln", "Oracle Java SE: {flaw} in {part} ({cve})", "java-8 openjdk-11", "Oracle|Oracle Java", "the JSSE component|the Hotspot component|the Libraries component|the 2D component|the Serialization component|the Networking component", "RIIDDB", 29, 2021, False),
    Family("ubuntu", "Ubuntu: USN-{usn}-1 ({cve}): {part} vulnerabilities", "ubuntu-18.04 ubuntu-20.04 ubuntu-22.04", "Ubuntu Linux", "linux-image-generic|libexpat1|openssl|curl|libxml2|systemd|bind9|vim|python3.10|libc6|sudo|libtiff6|ghostscript|krb5|dnsmasq|libarchive13|git|snapd|tar|perl", "RREEIDDDB", 78, 2021, False),
    Family("ubuntu", "Ubuntu: USN-{usn}-1 ({cve}): {part} vulnerabilities", "ubuntu-24.04 ubuntu-22.04", "Ubuntu Linux", "linux-image-generic|openssl|cups|needrestart|gnutls28|python3.12|libssh-4|rsync", "REEIDD", 22, 2024, False),
    Family("redhat_linux", "Red Hat: {cve}: {part}: {flaw} (RHSA-{year}:{number})", "rhel-7 rhel-8 rhel-9 centos-7", "Red Hat", "kernel|glibc|openssl|curl|libxml2|sudo|bind|systemd|python3|java-11-openjdk|NetworkManager|krb5|libtiff|expat|polkit|dbus|vim-minimal|rpm|grub2|nss", "RREEIDDDB", 84, 2020, False),
    Family("redhat_linux", "Red Hat: {cve}: {part}: {flaw} (RHSA-{year}:{number})", "rhel-8 rhel-9", "Red Hat", "kernel|httpd|nodejs|podman|openssh|gnutls|libarchive", "REIDD", 20, 2023, False),
    Family("debian", "Debian: {cve}: {part} -- security update", "debian-10 debian-12", "Debian Linux", "linux|openssl|curl|libxml2|exim4|samba|ghostscript|libwebp|bind9|python3.11", "REEIDD", 30, 2021, False),
    Family("suse", "SUSE: {cve}: SUSE Linux Security Advisory: {part}", "sles-15", "SUSE", "kernel-default|openssl-3|curl|libxml2|containerd|glibc|python311", "REEIDD", 18, 2022, False),
    Family("amazon-linux-2", "Amazon Linux 2: {cve}: Security patch for {part} (ALAS-{year}-{number})", "amazon-linux-2", "Amazon Linux", "kernel|openssl|curl|glibc|python3|docker|sudo|libxml2|expat", "REEIDD", 30, 2021, False),
    Family("apple-osx", "Apple macOS: {flaw} in {part} ({cve})", "macos-13 macos-14 macos-15", "Apple|Apple Mac OS X", "Kernel|WebKit|ImageIO|CoreMedia|TCC|PackageKit|Safari|Sandbox|libxpc", "RREEIBS", 38, 2021, True),
    Family("apple-ios", "Apple iOS: {flaw} in {part} ({cve})", "ios-17 ios-18", "Apple|Apple iOS", "Kernel|WebKit|ImageIO|CoreAudio|Messages|Siri|Accessibility", "RREIB", 17, 2023, True),
    Family("android", "Google Android: {flaw} in {part} ({cve})", "android-14", "Google Android", "Framework|System|Kernel|Media Framework|Qualcomm components", "REEID", 12, 2023, True),
    Family("vmware-esxi", "VMware ESXi: {flaw} in {part} ({cve})", "esxi-6.7 esxi-7.0 esxi-8.0", "VMware|VMware ESX/ESXi", "the XHCI controller|OpenSLP|SVGA|VMXNET3|the host client|rhttpproxy", "REIDD", 15, 2020, True),
    Family("vmware-vcenter", "VMware vCenter Server: {flaw} in {part} ({cve})", "vcenter", "VMware|VMware vCenter", "the vSphere Client|the DCERPC service|the analytics service|the VAMI", "RREIS", 8, 2021, True),
    Family("cisco-ios", "Cisco IOS and IOS XE: {flaw} in {part} ({cve})", "cisco-ios-15 cisco-ios-xe-17", "Cisco|Network", "the DHCP snooping feature|the web user interface|IKEv2|SNMP|the MPLS feature|the CLI parser|IPv4 fragmentation reassembly", "RREIDDDD", 26, 2021, True),
    Family("cisco-asa", "Cisco ASA: {flaw} in {part} ({cve})", "cisco-asa-9", "Cisco|Network", "the VPN web server|AnyConnect remote access|the SIP inspection engine|the management interface", "RIDDDB", 12, 2021, True),
    Family("fortinet-fortios", "Fortinet FortiOS: {flaw} in {part} (FG-IR-{yy}-{small}) ({cve})", "fortios-7", "Fortinet|Network", "the SSL VPN|the administrative interface|the fgfmd daemon|the captive portal|the CLI", "RREIDB", 16, 2021, True),
    Family("palo-alto-networks-pan-os", "Palo Alto Networks PAN-OS: {flaw} in {part} ({cve})", "pan-os-10", "Palo Alto Networks|Network", "the management interface|GlobalProtect|the DNS security feature|the CLI", "REIDDB", 12, 2021, True),
    Family("juniper-junos-os", "Juniper Junos OS: {flaw} in {part} ({cve})", "junos-21", "Juniper|Network", "J-Web|the routing protocol daemon|the packet forwarding engine|SNMP", "RIDDD", 9, 2021, True),
    Family("apache-httpd", "Apache HTTPD" + _PLAIN, "apache-httpd", "Apache|Apache HTTP Server|HTTP|Web", "mod_proxy|mod_http2|mod_ssl|mod_rewrite|mod_macro|mod_auth_digest|the core", "RIIDDDB", 13, 2019, False),
    Family("apache-tomcat", "Apache Tomcat" + _PLAIN, "tomcat", "Apache|Apache Tomcat|Web", "HTTP/2 handling|the default servlet|FORM authentication|the examples web application|request parsing", "RIIDDDS", 18, 2020, False),
    Family("nginx", "nginx" + _PLAIN, "nginx", "Web|HTTP", "the resolver|the mp4 module|HTTP/3|the mail proxy module", "RIDD", 6, 2019, False),
    Family("php", "PHP" + _PLAIN, "php", "PHP|Web", "the stream filters|phar handling|password_verify|the SOAP extension|the mbstring extension|FPM", "RIIDDB", 18, 2021, False),
    Family("oracle-mysql", "Oracle MySQL" + _PLAIN, "mysql", "Oracle|Oracle MySQL|Database", "the optimizer|InnoDB|the replication component|the DDL component|the DML component|the C API|the pluggable authentication", "IDDDDDEB", 34, 2021, False),
    Family("postgres", "PostgreSQL" + _PLAIN, "postgresql", "PostgreSQL|Database", "logical replication|row security|extension scripts|pg_dump|libpq|partition routing", "REIID", 12, 2021, False),
    Family("oracle-database", "Oracle Database" + _PLAIN, "oracle-database", "Oracle|Database", "the Java VM|Oracle Text|the RDBMS security component|Oracle Net|XML Database", "REIDD", 16, 2021, False),
    Family("oracle-weblogic", "Oracle WebLogic" + _PLAIN, "weblogic", "Oracle|Oracle WebLogic|Web", "the core component|the console|the web container|the T3 protocol", "RRIDS", 12, 2021, False),
    Family("jenkins", "Jenkins" + _PLAIN, "jenkins", "Jenkins|Web", "the script security plugin|the Git plugin|the remoting library|the credentials plugin|the CLI", "REISS", 15, 2022, False),
    Family("gitlab", "GitLab" + _PLAIN, "gitlab", "GitLab|Web", "the import feature|merge request notes|the CI lint API|group runners|the wiki|pipeline triggers", "RIIDSSB", 22, 2022, False),
    Family("samba", "Samba" + _PLAIN, "samba", "Samba|CIFS", "the AD DC|vfs_streams_depot|SMB1 symlinks|the RPC server", "RIDDB", 8, 2019, True),
    Family("bind", "ISC BIND" + _PLAIN, "bind", "DNS", "the resolver|DNSSEC validation|serve-stale|DNS-over-HTTPS|the control channel", "DDDDI", 12, 2021, False),
    Family("openbsd-openssh", "OpenSSH" + _PLAIN, "openssh", "OpenSSH|SSH", "ssh-agent|scp|sshd|ProxyCommand handling", "REIDB", 4, 2018, False),
    Family("redis", "Redis" + _PLAIN, "redis", "Redis|Database", "Lua scripting|HyperLogLog commands|the ziplist|string matching", "RDDE", 6, 2021, False),
    Family("elasticsearch", "Elasticsearch" + _PLAIN, "elasticsearch", "Database|Web", "the search API|document level security|the audit log|the Lucene parser", "IIDDB", 7, 2021, False),
    Family("zoom", "Zoom" + _PLAIN, "zoom", "Zoom|Communication", "the desktop client for Windows|the installer|chat handling|in-meeting chat", "REEIDS", 15, 2022, False),
    Family("wireshark", "Wireshark" + _PLAIN, "wireshark", "Wireshark", "the BPv6 dissector|the HTTP3 dissector|the CP2179 dissector|the editcap utility|the Kafka dissector", "DDDD", 11, 2021, False),
    Family("python", "Python" + _PLAIN, "python", "Python", "tarfile|email.utils|the ssl module|urllib.parse|zipfile|venv activation scripts", "RIIDDB", 11, 2021, False),
    Family("git", "Git for Windows" + _PLAIN, "git", "Development", "submodule clones|git apply|the credential helper|gitk|log formatting", "RREIB", 8, 2021, False),
    Family("kubernetes", "Kubernetes" + _PLAIN, "kubelet", "Kubernetes|Virtualization", "the kubelet|in-tree storage plugins|Windows nodes|the API server proxy", "REEIDB", 7, 2022, False),
    Family("docker", "Docker Engine" + _PLAIN, "docker", "Docker|Virtualization", "BuildKit|the classic builder cache|overlay networks|runc", "REIDB", 6, 2021, False),
    Family("vlc", "VLC" + _PLAIN, "vlc", "VideoLAN|Multimedia", "the MMS stream|the MP4 demuxer|the RTP module|the subtitle parser", "RRDD", 5, 2021, False),
    Family("notepad-plus-plus", "Notepad++" + _PLAIN, "notepad-plus-plus", "Utility", "the UTF-8 converter|the file manager|the installer", "RREI", 5, 2022, False),
    Family("synology-dsm", "Synology DSM" + _PLAIN, "dsm-7", "Synology", "the Photos package|the web API|the Btrfs handling|the replication service", "RIDS", 8, 2021, False),
    Family("hp-ilo", "HPE Integrated Lights-Out 5" + _PLAIN, "ilo-5", "HP|Lights-Out", "the web server|the virtual console|AHS log handling|the RIBCL parser", "RIDSB", 7, 2021, True),
    Family("hp-laserjet", "HP LaserJet" + _PLAIN, "jetdirect", "HP|Printers", "the embedded web server|LLMNR handling|the PostScript interpreter", "RIDS", 6, 2020, False),
    Family("siemens-simatic", "Siemens SIMATIC S7-1500" + _PLAIN, "simatic-s7", "Siemens|Industrial Control Systems", "the web server|the OPC UA server|the TCP stack|the third party components", "RIDDDD", 9, 2020, True),
    Family("axis-os", "AXIS OS" + _PLAIN, "axis-os", "Axis|Cameras", "the VAPIX API|the ACAP framework|overlay handling|the ONVIF service", "RREIDS", 7, 2020, True),
)
# fmt: on
