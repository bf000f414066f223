"""What an asset of a role is: its operating systems, what listens on it, what is installed on it."""

# ruff: noqa: E501  # a table reads best with one row a line

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HostType = Literal["unknown", "guest", "hypervisor", "physical", "mobile"]


@dataclass(frozen=True, slots=True)
class ServiceKind:
    """A service as fingerprinted: its name, the product behind it and where it listens."""

    name: str
    product: str
    port: int
    protocol: str = "tcp"
    encrypted: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of asset. Pairs hold a key and its weight, or its chance in percent."""

    code: str
    """Part of the host names."""
    host_type: HostType
    systems: tuple[tuple[str, int], ...]
    services: tuple[tuple[str, int], ...]
    software: tuple[tuple[str, int], ...] = ()
    virtual: int = 0
    """Chance in percent that the asset is a virtual machine."""
    containers: int = 0
    """Containers at most."""


SERVICES = {
    "ssh": ServiceKind("SSH", "openssh", 22),
    "http": ServiceKind("HTTP", "apache-httpd", 80),
    "https": ServiceKind("HTTPS", "apache-httpd", 443, encrypted=True),
    "nginx": ServiceKind("HTTP", "nginx", 80),
    "nginx-tls": ServiceKind("HTTPS", "nginx", 443, encrypted=True),
    "iis": ServiceKind("HTTP", "iis-10", 80),
    "iis-tls": ServiceKind("HTTPS", "iis-10", 443, encrypted=True),
    "tomcat": ServiceKind("HTTP", "tomcat", 8080),
    "tomcat-tls": ServiceKind("HTTPS", "tomcat", 8443, encrypted=True),
    "jenkins": ServiceKind("HTTP", "jenkins", 8080),
    "gitlab": ServiceKind("HTTPS", "gitlab", 443, encrypted=True),
    "confluence": ServiceKind("HTTPS", "confluence", 8443, encrypted=True),
    "weblogic": ServiceKind("HTTP", "weblogic", 7001),
    "vcenter": ServiceKind("HTTPS", "vcenter", 443, encrypted=True),
    "mysql": ServiceKind("MySQL", "mysql", 3306),
    "postgres": ServiceKind("Postgres", "postgresql", 5432),
    "oracle": ServiceKind("TNS", "oracle-database", 1521),
    "mssql": ServiceKind("TDS", "mssql-2019", 1433),
    "redis": ServiceKind("Redis", "redis", 6379),
    "elasticsearch": ServiceKind("HTTP", "elasticsearch", 9200),
    "smtp": ServiceKind("SMTP", "postfix", 25),
    "exchange": ServiceKind("HTTPS", "exchange-2019", 443, encrypted=True),
    "exchange-smtp": ServiceKind("SMTP", "exchange-2019", 25),
    "ftp": ServiceKind("FTP", "vsftpd", 21),
    "bind": ServiceKind("DNS", "bind", 53, "udp"),
    "samba": ServiceKind("CIFS", "samba", 445),
    "cifs": ServiceKind("CIFS", "windows-builtin", 445),
    "netbios": ServiceKind("CIFS Name Service", "windows-builtin", 137, "udp"),
    "dce": ServiceKind("DCE Endpoint Resolution", "windows-builtin", 135),
    "rdp": ServiceKind("RDP", "windows-builtin", 3389, encrypted=True),
    "winrm": ServiceKind("HTTP", "windows-builtin", 5985),
    "ldap": ServiceKind("LDAP", "windows-builtin", 389),
    "ldaps": ServiceKind("LDAPS", "windows-builtin", 636, encrypted=True),
    "kerberos": ServiceKind("Kerberos", "windows-builtin", 88),
    "windows-dns": ServiceKind("DNS", "windows-builtin", 53, "udp"),
    "snmp": ServiceKind("SNMP", "embedded", 161, "udp"),
    "ntp": ServiceKind("NTP", "embedded", 123, "udp"),
    "telnet": ServiceKind("Telnet", "embedded", 23),
    "device-http": ServiceKind("HTTP", "embedded", 80),
    "device-https": ServiceKind("HTTPS", "embedded", 443, encrypted=True),
    "device-ssh": ServiceKind("SSH", "embedded", 22),
    "esxi-https": ServiceKind("HTTPS", "embedded", 443, encrypted=True),
    "esxi-auth": ServiceKind("VMware Authentication Daemon", "embedded", 902),
    "jetdirect": ServiceKind("JetDirect", "embedded", 9100),
    "modbus": ServiceKind("Modbus", "embedded", 502),
    "s7comm": ServiceKind("ISO-TSAP", "embedded", 102),
    "rtsp": ServiceKind("RTSP", "embedded", 554),
    "kubelet-api": ServiceKind("HTTPS", "kubelet", 10250, encrypted=True),
}
"""Each kind of service by its key."""

# fmt: off
_LINUX = (("ubuntu-22.04", 26), ("ubuntu-20.04", 18), ("rhel-8", 18), ("rhel-9", 10), ("centos-7", 8), ("rhel-7", 6), ("debian-12", 6), ("ubuntu-18.04", 5), ("debian-10", 3))
_SERVER = (("windows-server-2019", 40), ("windows-server-2022", 30), ("windows-server-2016", 20), ("windows-server-2012-r2", 8), ("windows-server-2008-r2", 2))
_CLIENT = (("windows-11-23h2", 38), ("windows-11-24h2", 22), ("windows-10", 38), ("windows-7", 2))
_WINDOWS_SERVICES = (("cifs", 100), ("dce", 100), ("netbios", 70), ("rdp", 82), ("winrm", 90))
_CLIENT_SERVICES = (("cifs", 92), ("dce", 95), ("netbios", 55), ("rdp", 34))
_CLIENT_SOFTWARE = (("edge", 100), ("chrome", 86), ("firefox", 34), ("office", 92), ("acrobat-reader", 74), ("zoom", 66), ("7-zip", 48), ("notepad-plus-plus", 31), ("java-8", 28), ("vlc", 14), ("teamviewer", 9), ("crowdstrike", 88), ("insight-agent", 62))
_SERVER_SOFTWARE = (("dotnet-6", 44), ("7-zip", 41), ("notepad-plus-plus", 36), ("edge", 60), ("chrome", 22), ("java-8", 21), ("putty", 18), ("crowdstrike", 84), ("insight-agent", 70))
_LINUX_SOFTWARE = (("python", 82), ("openjdk-11", 30), ("insight-agent", 64), ("crowdstrike", 58))

ROLES = {
    "workstation": Role("WS", "physical", _CLIENT, _CLIENT_SERVICES, _CLIENT_SOFTWARE),
    "laptop": Role("LT", "physical", _CLIENT[:3], (("cifs", 40), ("dce", 50), ("rdp", 8)), _CLIENT_SOFTWARE),
    "developer": Role("DEV", "physical", (*_CLIENT[:2], ("ubuntu-24.04", 20)), (("cifs", 70), ("ssh", 30)), (("chrome", 100), ("firefox", 60), ("git", 70), ("vscode", 90), ("wireshark", 40), ("docker", 55), ("openjdk-11", 60), ("zoom", 80), ("crowdstrike", 80))),
    "macbook": Role("MAC", "physical", (("macos-15", 50), ("macos-14", 35), ("macos-13", 15)), (("device-ssh", 12),), (("chrome", 90), ("firefox", 30), ("zoom", 88), ("vscode", 40), ("crowdstrike", 75), ("insight-agent", 40))),
    "vdi": Role("VDI", "guest", (("windows-10", 60), ("windows-11-23h2", 40)), _CLIENT_SERVICES, (*_CLIENT_SOFTWARE, ("vmware-tools", 100)), 100),
    "domain-controller": Role("DC", "guest", _SERVER[:3], (*_WINDOWS_SERVICES, ("ldap", 100), ("ldaps", 100), ("kerberos", 100), ("windows-dns", 100)), _SERVER_SOFTWARE[-2:], 60),
    "file-server": Role("FS", "guest", _SERVER, _WINDOWS_SERVICES, _SERVER_SOFTWARE, 80),
    "windows-app": Role("APP", "guest", _SERVER, (*_WINDOWS_SERVICES, ("iis", 62), ("iis-tls", 58), ("tomcat", 12), ("snmp", 22)), _SERVER_SOFTWARE, 88),
    "windows-web": Role("IIS", "guest", _SERVER[:4], (*_WINDOWS_SERVICES, ("iis", 100), ("iis-tls", 100)), _SERVER_SOFTWARE, 80),
    "sql-server": Role("SQL", "guest", _SERVER[:4], (*_WINDOWS_SERVICES, ("mssql", 100)), _SERVER_SOFTWARE, 70),
    "exchange": Role("EXCH", "guest", (("windows-server-2019", 80), ("windows-server-2022", 20)), (*_WINDOWS_SERVICES, ("exchange", 100), ("exchange-smtp", 100)), _SERVER_SOFTWARE[-2:], 60),
    "linux-web": Role("web", "guest", _LINUX, (("ssh", 100), ("http", 62), ("https", 62), ("nginx", 38), ("nginx-tls", 38), ("snmp", 18)), (*_LINUX_SOFTWARE, ("php", 46)), 84),
    "linux-app": Role("app", "guest", _LINUX, (("ssh", 100), ("tomcat", 58), ("tomcat-tls", 34), ("http", 24), ("snmp", 18)), (*_LINUX_SOFTWARE, ("log4j-core", 30)), 86),
    "linux-db": Role("db", "guest", _LINUX, (("ssh", 100), ("postgres", 46), ("mysql", 44), ("redis", 16)), _LINUX_SOFTWARE, 66),
    "oracle-db": Role("ora", "physical", (("rhel-7", 30), ("rhel-8", 70)), (("ssh", 100), ("oracle", 100), ("weblogic", 26)), _LINUX_SOFTWARE, 20),
    "log-server": Role("elk", "guest", _LINUX[:4], (("ssh", 100), ("elasticsearch", 100), ("nginx-tls", 50)), (*_LINUX_SOFTWARE, ("log4j-core", 60)), 70),
    "build-server": Role("ci", "guest", _LINUX[:3], (("ssh", 100), ("jenkins", 70), ("gitlab", 30)), (*_LINUX_SOFTWARE, ("docker", 80)), 80, 6),
    "wiki": Role("wiki", "guest", _LINUX[:3], (("ssh", 100), ("confluence", 100)), _LINUX_SOFTWARE, 90),
    "mail-relay": Role("mx", "guest", _LINUX, (("ssh", 100), ("smtp", 100)), _LINUX_SOFTWARE, 80),
    "name-server": Role("ns", "guest", _LINUX, (("ssh", 100), ("bind", 100), ("ntp", 60)), _LINUX_SOFTWARE[:1], 80),
    "ftp-server": Role("ftp", "guest", _LINUX[4:], (("ssh", 100), ("ftp", 100), ("samba", 40)), _LINUX_SOFTWARE[:1], 70),
    "cloud": Role("ec2", "guest", (("amazon-linux-2", 60), ("ubuntu-22.04", 40)), (("ssh", 90), ("nginx", 30), ("nginx-tls", 44), ("tomcat", 24)), (("python", 90), ("openjdk-11", 26), ("insight-agent", 76)), 0),
    "container-host": Role("k8s", "guest", (("ubuntu-22.04", 70), ("sles-15", 30)), (("ssh", 100), ("kubelet-api", 80)), (("docker", 100), ("kubelet", 80), ("python", 80)), 60, 9),
    "hypervisor": Role("esx", "hypervisor", (("esxi-7.0", 50), ("esxi-8.0", 36), ("esxi-6.7", 14)), (("esxi-https", 100), ("esxi-auth", 100), ("device-ssh", 36), ("ntp", 40))),
    "vcenter": Role("vc", "guest", (("sles-15", 100),), (("vcenter", 100), ("ssh", 60)), (), 100),
    "router": Role("rtr", "physical", (("cisco-ios-15", 45), ("cisco-ios-xe-17", 40), ("junos-21", 15)), (("device-ssh", 92), ("telnet", 24), ("snmp", 78), ("ntp", 50), ("device-https", 30))),
    "firewall": Role("fw", "physical", (("fortios-7", 40), ("pan-os-10", 32), ("cisco-asa-9", 28)), (("device-https", 100), ("device-ssh", 84), ("snmp", 46))),
    "printer": Role("PRN", "physical", (("jetdirect", 100),), (("jetdirect", 100), ("device-http", 92), ("device-https", 60), ("snmp", 88), ("telnet", 14))),
    "nas": Role("NAS", "physical", (("dsm-7", 100),), (("samba", 100), ("device-https", 100), ("device-ssh", 34), ("ftp", 18))),
    "lights-out": Role("ilo", "physical", (("ilo-5", 100),), (("device-https", 100), ("device-ssh", 90), ("snmp", 50))),
    "controller": Role("plc", "physical", (("simatic-s7", 100),), (("s7comm", 100), ("modbus", 40), ("device-http", 70), ("snmp", 40))),
    "camera": Role("cam", "physical", (("axis-os", 100),), (("device-http", 90), ("device-https", 50), ("rtsp", 100), ("ftp", 12))),
    "phone": Role("mob", "mobile", (("ios-18", 48), ("ios-17", 20), ("android-14", 32)), ()),
}
# fmt: on
"""Each role by its key."""
